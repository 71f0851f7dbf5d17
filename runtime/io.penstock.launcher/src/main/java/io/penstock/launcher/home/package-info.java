/** Files of the distribution and of the data directory. */
@NullMarked
package io.penstock.launcher.home;

import org.jspecify.annotations.NullMarked;
