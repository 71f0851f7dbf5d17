package io.penstock.core.task.replay.chain;

/** Ends a replay that cannot go on; the message is for the user. */
public final class ReplayFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what happened and how to go on. */
    public ReplayFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
