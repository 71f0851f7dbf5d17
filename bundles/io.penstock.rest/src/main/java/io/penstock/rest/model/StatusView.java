package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.ConnectorStatus;
import java.util.List;

/** The status of a connector and its tasks. */
public record StatusView(
        @JsonProperty("name") String name,
        @JsonProperty("connector") InstanceView connector,
        @JsonProperty("tasks") List<InstanceView> tasks,
        @JsonProperty("type") String type) {

    /** The wire form of a status. */
    public static StatusView of(ConnectorStatus status) {
        return new StatusView(
                status.name(),
                InstanceView.connector(status.connector()),
                status.tasks().entrySet().stream()
                        .map(task -> InstanceView.task(task.getKey(), task.getValue()))
                        .toList(),
                status.type().toString());
    }
}
