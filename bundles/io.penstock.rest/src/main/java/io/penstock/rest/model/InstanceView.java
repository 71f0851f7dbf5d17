package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.InstanceStatus;
import org.jspecify.annotations.Nullable;

/**
 * The status of a connector instance or a task.
 *
 * @param id the task's number, null (left out) for a connector
 * @param state the state's name
 * @param workerId advertised host and port of its worker
 * @param version the plugin's version, left out when unknown (KIP-891)
 * @param trace why, left out when there is nothing to say
 * @param restarts how far its restart policy is, left out when it has none
 */
public record InstanceView(
        @JsonProperty("id") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer id,

        @JsonProperty("state") String state,
        @JsonProperty("worker_id") String workerId,

        @JsonProperty("version") @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable String version,

        @JsonProperty("trace") @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable String trace,

        @JsonProperty("restarts") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RestartsView restarts) {

    /** The wire form of a connector instance. */
    public static InstanceView connector(InstanceStatus status) {
        return of(null, status);
    }

    /** The wire form of a task. */
    public static InstanceView task(int id, InstanceStatus status) {
        return of(id, status);
    }

    private static InstanceView of(@Nullable Integer id, InstanceStatus status) {
        return new InstanceView(
                id,
                status.state().name(),
                status.workerId(),
                Versions.known(status.version()),
                status.trace(),
                RestartsView.of(status.restarts()));
    }
}
