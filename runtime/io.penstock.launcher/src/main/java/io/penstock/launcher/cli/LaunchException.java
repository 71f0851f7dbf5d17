package io.penstock.launcher.cli;

/** Ends the program with an exit code and a message for a person. The message says what is wrong, the hint what to do. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String message;
    private final String hint;

    public LaunchException(ExitCode exitCode, String message, String hint) {
        super(message);
        this.exitCode = exitCode;
        this.message = message;
        this.hint = hint;
    }

    public LaunchException(ExitCode exitCode, String message, String hint, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.message = message;
        this.hint = hint;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** What to do about it; empty when the message says it all. */
    public String hint() {
        return hint;
    }
}
