package io.penstock.core.worker.loop;

/** A command that waits for its time. */
@FunctionalInterface
public interface Timer {

    /** Takes it back; does nothing when it has run. */
    void cancel();
}
