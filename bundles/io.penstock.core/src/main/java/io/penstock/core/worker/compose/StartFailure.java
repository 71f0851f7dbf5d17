package io.penstock.core.worker.compose;

import io.penstock.api.startup.StartupFailure;

/** The worker cannot start; carries what the launcher tells the user. */
final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final StartupFailure.Code code;
    private final String hint;

    StartFailure(StartupFailure.Code code, String message, String hint, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.hint = hint;
    }

    StartupFailure.Code code() {
        return code;
    }

    String hint() {
        return hint;
    }
}
