package io.penstock.console.gogo.access;

import io.penstock.api.WorkerException;

/** Ends a command with a message for the user. Shells print the message; none of ours prints a stack trace. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    /** A failure that says what happened and how to go on. */
    public CommandFailure(ExitStatus status, String message) {
        super(message);
        this.status = status;
    }

    private CommandFailure(ExitStatus status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** What the worker said, with the name of its error code in front. */
    public static CommandFailure of(WorkerException refusal) {
        ExitStatus status =
                switch (refusal.code()) {
                    case UNAVAILABLE -> ExitStatus.UNAVAILABLE;
                    case TIMEOUT -> ExitStatus.TIMEOUT;
                    default -> ExitStatus.FAILED;
                };
        return new CommandFailure(status, refusal.code() + ": " + refusal.getMessage(), refusal);
    }

    /** A wrong command line. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitStatus.USAGE, message);
    }

    /** How the command ended. */
    public ExitStatus status() {
        return status;
    }

    /** What happened and how to go on; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
