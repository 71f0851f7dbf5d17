package io.penstock.core.worker.run;

import io.penstock.api.ConnectorType;
import io.penstock.api.State;
import io.penstock.api.TaskId;
import io.penstock.core.metrics.ConnectorMetrics;
import io.penstock.core.metrics.WorkerMetrics;
import io.penstock.core.plugin.Plugin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the metrics of the worker and its connectors up to date. Belongs to the control loop. */
public final class Gauges {

    private final WorkerMetrics worker;
    private final Map<String, ConnectorMetrics> connectors = new HashMap<>();
    private final Map<String, State> states = new HashMap<>();
    private final Map<TaskId, State> tasks = new HashMap<>();

    /** Gauges of one worker. */
    public Gauges(WorkerMetrics worker) {
        this.worker = worker;
    }

    void started(String name, ConnectorType type, Plugin plugin) {
        ended(name);
        connectors.put(name, worker.connector(name, type, plugin.className(), plugin.version()));
        publish(name);
    }

    void ended(String name) {
        ConnectorMetrics metrics = connectors.remove(name);
        if (metrics != null) {
            metrics.close();
        }
    }

    void startup(boolean success) {
        worker.connectorStartup(success);
    }

    void taskStartup(boolean success) {
        worker.taskStartup(success);
    }

    void workload(int instances, int running) {
        worker.workload(instances, running);
    }

    void state(String name, @Nullable State state) {
        if (state == null) {
            states.remove(name);
        } else {
            states.put(name, state);
        }
        publish(name);
    }

    void state(TaskId id, @Nullable State state) {
        if (state == null) {
            tasks.remove(id);
            worker.forget(id);
        } else {
            tasks.put(id, state);
        }
        publish(id.connector());
    }

    private void publish(String name) {
        ConnectorMetrics metrics = connectors.get(name);
        if (metrics != null) {
            metrics.state(states.getOrDefault(name, State.UNASSIGNED));
            List<State> counted = tasks.entrySet().stream()
                    .filter(entry -> entry.getKey().connector().equals(name))
                    .map(Map.Entry::getValue)
                    .toList();
            metrics.tasks(counted);
        }
    }
}
