/** {@code penstock status} and {@code penstock stop}. */
@NullMarked
package io.penstock.launcher.control;

import org.jspecify.annotations.NullMarked;
