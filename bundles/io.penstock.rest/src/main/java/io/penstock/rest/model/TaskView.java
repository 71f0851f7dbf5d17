package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.TaskInfo;
import java.util.Map;

/** A task with its configuration. */
public record TaskView(
        @JsonProperty("id") TaskKey id,
        @JsonProperty("config") Map<String, String> config) {

    /** The wire form of a task. */
    public static TaskView of(TaskInfo task) {
        return new TaskView(TaskKey.of(task.id()), task.config());
    }
}
