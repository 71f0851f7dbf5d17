package io.penstock.broker;

import org.jspecify.annotations.Nullable;

/** The broker could not be started, asked or stopped; the message says which, why, and what to do. */
public final class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokerException(String message) {
        super(message);
    }

    public BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
