/** How what has failed comes back by itself: which failures are worth it, after how long, how often. */
@NullMarked
package io.penstock.core.worker.restart;

import org.jspecify.annotations.NullMarked;
