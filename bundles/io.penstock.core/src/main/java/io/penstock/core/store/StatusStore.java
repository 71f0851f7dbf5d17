package io.penstock.core.store;

import io.penstock.api.InstanceStatus;
import io.penstock.api.TaskId;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Statuses of connectors and tasks. Failures to write are retried by the store itself and logged, never lost silently. */
public interface StatusStore {

    /** Statuses of connector instances by name; immutable. */
    Map<String, InstanceStatus> connectors();

    /** Statuses of tasks; immutable. */
    Map<TaskId, InstanceStatus> tasks();

    /** Writes a connector's status, null when it was deleted. */
    CompletionStage<Void> put(String connector, @Nullable InstanceStatus status);

    /** Writes a task's status, null when it was deleted. */
    CompletionStage<Void> put(TaskId task, @Nullable InstanceStatus status);
}
