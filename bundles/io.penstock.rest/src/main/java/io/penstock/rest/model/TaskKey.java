package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.TaskId;

/** Names a task. */
public record TaskKey(
        @JsonProperty("connector") String connector,
        @JsonProperty("task") int task) {

    /** The wire form of an id. */
    public static TaskKey of(TaskId id) {
        return new TaskKey(id.connector(), id.task());
    }
}
