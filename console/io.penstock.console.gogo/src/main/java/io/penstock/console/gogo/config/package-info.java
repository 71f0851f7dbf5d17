/** Connector configurations as files and as words of a command line. */
@NullMarked
package io.penstock.console.gogo.config;

import org.jspecify.annotations.NullMarked;
