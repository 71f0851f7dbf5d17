package io.penstock.core.store;

import io.penstock.api.InstanceStatus;
import io.penstock.api.TaskId;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Statuses of connectors and tasks, and the topics that they use. Failures to write are retried by the store itself and logged, never lost silently. */
public interface StatusStore {

    /** Statuses of connector instances by name; immutable. */
    Map<String, InstanceStatus> connectors();

    /** Statuses of tasks; immutable. */
    Map<TaskId, InstanceStatus> tasks();

    /** The topics that connectors use, by connector and by topic; unmodifiable. Never blocks. */
    Map<String, Map<String, TopicUse>> topics();

    /** Writes that a connector uses a topic. */
    CompletionStage<Void> put(TopicUse use);

    /** Removes every topic of a connector. */
    CompletionStage<Void> forgetTopics(String connector);

    /** Writes a connector's status, null when it was deleted. */
    CompletionStage<Void> put(String connector, @Nullable InstanceStatus status);

    /** Writes a task's status, null when it was deleted. */
    CompletionStage<Void> put(TaskId task, @Nullable InstanceStatus status);
}
