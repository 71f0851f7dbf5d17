package io.penstock.core.store;

import io.penstock.api.TargetState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Connector configurations, target states and task configurations. Stages complete when the write is durable (I8) and
 * visible in {@link #connectors()}, or fail with WorkerException STORE_FAILED; a failed write changed nothing.
 */
public interface ConfigStore {

    /** The present content, immutable, by connector name. Never blocks. */
    Map<String, StoredConnector> connectors();

    /** Calls back after every change, on a thread of the store's; the callback must return at once. */
    void onChange(Runnable listener);

    /** Writes a connector's configuration; a new one starts with the given target state, null for STARTED. */
    CompletionStage<Void> putConnector(String name, Map<String, String> config, @Nullable TargetState initial);

    /** Removes a connector with its target state and tasks. */
    CompletionStage<Void> removeConnector(String name);

    /** Writes the target state; STOPPED removes the task configurations in the same write. */
    CompletionStage<Void> putTarget(String name, TargetState target);

    /** Replaces the configurations of a connector's tasks. */
    CompletionStage<Void> putTasks(String name, List<Map<String, String>> tasks, Map<String, String> appliedConfig);
}
