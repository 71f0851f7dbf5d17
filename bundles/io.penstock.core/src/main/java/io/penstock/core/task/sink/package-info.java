/** The loop of a sink task: consume, convert, transform, put, commit offsets. */
@NullMarked
package io.penstock.core.task.sink;

import org.jspecify.annotations.NullMarked;
