/** Letters of a sink connector through its record path into a task of their own. */
@NullMarked
package io.penstock.core.task.replay.sink;

import org.jspecify.annotations.NullMarked;
