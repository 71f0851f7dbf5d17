package io.penstock.rest.settings;

import io.penstock.api.startup.StartupFailure;
import org.jspecify.annotations.Nullable;

/** Why the REST API cannot be served, in words for whoever starts the worker. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final StartupFailure.Code code;
    private final String hint;

    public StartException(StartupFailure.Code code, String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.hint = hint;
    }

    /** A setting of the worker file is wrong. */
    public static StartException invalid(String key, String value, String problem, String hint) {
        return new StartException(
                StartupFailure.Code.CONFIG_INVALID,
                "Invalid value " + value + " for configuration " + key + ": " + problem,
                hint,
                null);
    }

    public StartupFailure.Code code() {
        return code;
    }

    public String hint() {
        return hint;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
