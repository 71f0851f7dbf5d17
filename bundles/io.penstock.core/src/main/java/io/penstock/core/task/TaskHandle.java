package io.penstock.core.task;

import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import java.util.concurrent.CompletionStage;

/** A started task as the control loop holds it. All methods return at once and may be called from any thread (I2). */
public interface TaskHandle {

    /** Which task. */
    TaskId id();

    /** Pauses (PAUSED) or resumes (STARTED). */
    void target(TargetState state);

    /** Orders the task to stop: it finishes its batch, flushes, commits, closes. */
    void stop();

    /** Interrupts the task's thread because it did not stop in time. */
    void interrupt();

    /**
     * Cuts the task off: from now on it publishes no state, commits no offset, sends no record (I5), whatever its thread
     * does. Its clients are closed at once.
     */
    void fence();

    /** Completes, always normally, when the task's thread has ended and all its leases and clients are closed. */
    CompletionStage<TaskEnd> done();

    /** The task's thread with its stack and what it is about, for {@code dump}. */
    String describe();
}
