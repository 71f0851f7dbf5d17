/** What a task is doing, and the one door through which that changes. */
@NullMarked
package io.penstock.core.task.state;

import org.jspecify.annotations.NullMarked;
