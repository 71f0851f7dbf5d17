package io.penstock.console.gogo.access;

/** How a command ended, as the process that sent it returns it. */
public enum ExitStatus {
    /** It did what it says. */
    OK(0),
    /** The worker refused it, or could not carry it out. */
    FAILED(1),
    /** The command line is wrong; nothing was sent to the worker. */
    USAGE(2),
    /** There is no worker to ask: it is starting, stopping, or its start failed. */
    UNAVAILABLE(3),
    /** The worker has not answered in time. It may still carry the order out. */
    TIMEOUT(4),
    /** The user interrupted it. The worker may still carry the order out. */
    INTERRUPTED(130);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The number. */
    public int code() {
        return code;
    }
}
