package io.penstock.core.pipeline.tolerance;

/** A wait that the order to stop ends at once. */
@FunctionalInterface
public interface StopSignal {

    /**
     * Waits.
     *
     * @param ms how long
     * @return true when the task is to stop, false when the time is over
     */
    boolean await(long ms) throws InterruptedException;
}
