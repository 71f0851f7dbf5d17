/** How the shell reaches the worker, and what it says when it cannot. */
@NullMarked
package io.penstock.console.gogo.access;

import org.jspecify.annotations.NullMarked;
