/** Carries the plan out: connector instances, tasks, deadlines. Its state belongs to the control loop. */
@NullMarked
package io.penstock.core.worker.run;

import org.jspecify.annotations.NullMarked;
