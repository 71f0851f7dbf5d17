/**
 * The dead letter queues of connectors: reads them, counts, keeps the audit, runs replays. Reads run on the threads for
 * background work and within a deadline, each replay on a thread of its own; nothing of it on the control loop (I3).
 */
@NullMarked
package io.penstock.core.worker.deadletter;

import org.jspecify.annotations.NullMarked;
