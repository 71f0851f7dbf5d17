package io.penstock.api;

/** The state that a user asked for (Apache: {@code TargetState}). */
public enum TargetState {
    /** The connector and its tasks are to run. */
    STARTED,
    /** Tasks stay loaded and move nothing. */
    PAUSED,
    /** No tasks at all; offsets may be changed. */
    STOPPED
}
