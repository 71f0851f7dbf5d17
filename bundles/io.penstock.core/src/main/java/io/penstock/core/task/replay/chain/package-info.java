/** What all chains have in common: letters in, verdicts out, the order to end, the way back into the queue. */
@NullMarked
package io.penstock.core.task.replay.chain;

import org.jspecify.annotations.NullMarked;
