/** Starts tasks on threads of their own and cleans up behind them. */
@NullMarked
package io.penstock.core.task.run;

import org.jspecify.annotations.NullMarked;
