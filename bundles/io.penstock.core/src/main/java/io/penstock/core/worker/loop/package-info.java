/** The one thread that owns the worker's control state (I2). */
@NullMarked
package io.penstock.core.worker.loop;

import org.jspecify.annotations.NullMarked;
