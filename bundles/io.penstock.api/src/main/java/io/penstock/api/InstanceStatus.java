package io.penstock.api;

import io.penstock.api.restart.Restarts;
import org.jspecify.annotations.Nullable;

/**
 * How one connector instance or one task is.
 *
 * @param state the state
 * @param workerId advertised host and port of the worker that says so
 * @param version the plugin's version, or null when it is not known
 * @param trace why it is in this state, for FAILED a stack trace; null when there is nothing to say
 * @param restarts how far its restart policy is, null when it has none; never stored
 */
public record InstanceStatus(
        State state,
        String workerId,
        @Nullable String version,
        @Nullable String trace,
        @Nullable Restarts restarts) {

    /** A status without a restart policy. */
    public InstanceStatus(State state, String workerId, @Nullable String version, @Nullable String trace) {
        this(state, workerId, version, trace, null);
    }

    /** The same status with what is known of its restart policy. */
    public InstanceStatus with(@Nullable Restarts known) {
        return new InstanceStatus(state, workerId, version, trace, known);
    }
}
