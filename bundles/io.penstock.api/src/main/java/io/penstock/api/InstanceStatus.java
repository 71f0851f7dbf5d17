package io.penstock.api;

import org.jspecify.annotations.Nullable;

/**
 * How one connector instance or one task is.
 *
 * @param state the state
 * @param workerId advertised host and port of the worker that says so
 * @param version the plugin's version, or null when it is not known
 * @param trace why it is in this state, for FAILED a stack trace; null when there is nothing to say
 */
public record InstanceStatus(
        State state,
        String workerId,
        @Nullable String version,
        @Nullable String trace) {}
