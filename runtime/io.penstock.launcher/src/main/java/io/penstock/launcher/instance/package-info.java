/** Who runs on a data directory: lock, pid file, and what the running worker says about itself. */
@NullMarked
package io.penstock.launcher.instance;

import org.jspecify.annotations.NullMarked;
