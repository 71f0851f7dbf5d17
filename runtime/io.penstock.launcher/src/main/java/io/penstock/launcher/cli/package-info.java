/** The command line: what may be said, what it means, and how the program ends. */
@NullMarked
package io.penstock.launcher.cli;

import org.jspecify.annotations.NullMarked;
