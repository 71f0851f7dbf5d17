package io.penstock.api;

import org.jspecify.annotations.Nullable;

/** The only exception that the worker's services throw or complete a stage with. */
public final class WorkerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    WorkerException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Which kind of error it is. */
    public ErrorCode code() {
        return code;
    }

    /** What happened and how to go on; never null. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? code.name() : message;
    }
}
