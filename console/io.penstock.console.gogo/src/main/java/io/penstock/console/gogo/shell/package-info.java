/** The shell's server: sessions over a Unix domain socket, each on threads of its own. */
@NullMarked
package io.penstock.console.gogo.shell;

import org.jspecify.annotations.NullMarked;
