package io.penstock.api;

/** The state of a connector or a task as its status tells it (Apache: {@code AbstractStatus.State}). */
public enum State {
    /** Nothing runs: the plugin is not there, or nobody has taken the work yet. The trace says what it waits for. */
    UNASSIGNED,
    /** Its code was started and has not failed since. */
    RUNNING,
    /** A task stays loaded but moves no records; a connector was stopped without losing its tasks. */
    PAUSED,
    /**
     * Its code threw, or could not be started. The trace holds the cause. Only a restart, by order or by its policy,
     * or a new config leads out.
     */
    FAILED,
    /** A restart was ordered and has not been carried out yet. */
    RESTARTING,
    /** A connector without tasks, by order of the user. */
    STOPPED,
    /** Deleted; never shown, stored as the absence of a status. */
    DESTROYED
}
