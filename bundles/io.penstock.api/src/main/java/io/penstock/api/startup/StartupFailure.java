package io.penstock.api.startup;

/**
 * Registered as a service by a part of the system that cannot start. Service properties: {@code code}, {@code message},
 * {@code hint}.
 */
public interface StartupFailure {

    /** Name of the service property with one of {@link Code}'s names. */
    String CODE = "code";

    /** Name of the service property that says what went wrong. */
    String MESSAGE = "message";

    /** Name of the service property that says how to go on. */
    String HINT = "hint";

    /** The kinds of failure that the launcher tells apart by its exit code. */
    enum Code {
        /** The worker file is wrong. */
        CONFIG_INVALID,
        /** A listener's port is taken. */
        PORT_IN_USE,
        /** No broker answered. */
        BROKER_UNREACHABLE,
        /** A file under the data directory is damaged. */
        STORE_DAMAGED,
        /** Anything else. */
        INTERNAL
    }
}
