package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.ConnectorInfo;
import java.util.List;
import java.util.Map;

/** A connector as it was configured. */
public record ConnectorView(
        @JsonProperty("name") String name,
        @JsonProperty("config") Map<String, String> config,
        @JsonProperty("tasks") List<TaskKey> tasks,
        @JsonProperty("type") String type) {

    /** The wire form of a connector. */
    public static ConnectorView of(ConnectorInfo info) {
        return new ConnectorView(
                info.name(),
                info.config(),
                info.tasks().stream().map(TaskKey::of).toList(),
                info.type().toString());
    }
}
