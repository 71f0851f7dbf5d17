/** {@code penstock shell}: the client's end of the worker's console. */
@NullMarked
package io.penstock.launcher.shell;

import org.jspecify.annotations.NullMarked;
