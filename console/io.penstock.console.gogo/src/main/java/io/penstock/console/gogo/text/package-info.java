/** Plain text for people: tables that know the terminal's width, colours on terminals only, JSON for programs. */
@NullMarked
package io.penstock.console.gogo.text;

import org.jspecify.annotations.NullMarked;
