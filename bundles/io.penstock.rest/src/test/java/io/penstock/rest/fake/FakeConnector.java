package io.penstock.rest.fake;

import io.penstock.api.ConnectorInfo;
import io.penstock.api.ConnectorStatus;
import io.penstock.api.ConnectorType;
import io.penstock.api.InstanceStatus;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.api.TaskInfo;
import io.penstock.api.restart.Restarts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A connector with one task, or none while it is stopped. */
public final class FakeConnector {

    private final String name;
    private Map<String, String> config;
    private TargetState target = TargetState.STARTED;
    private @Nullable String trace;
    private @Nullable Restarts restarts;

    FakeConnector(String name, Map<String, String> config) {
        this.name = name;
        this.config = config;
    }

    /** The task has failed. */
    public synchronized void fail(String why) {
        trace = why;
    }

    /** The task has a restart policy that is so far. */
    public synchronized void restarts(Restarts now) {
        restarts = now;
    }

    synchronized void config(Map<String, String> replacement) {
        config = replacement;
    }

    synchronized void target(TargetState state) {
        target = state;
    }

    synchronized ConnectorInfo withoutTasks() {
        return new ConnectorInfo(name, config, List.of(), type());
    }

    synchronized ConnectorInfo info() {
        return new ConnectorInfo(
                name, config, tasks().stream().map(TaskInfo::id).toList(), type());
    }

    synchronized List<TaskInfo> tasks() {
        if (target == TargetState.STOPPED) {
            return List.of();
        }
        Map<String, String> task = new LinkedHashMap<>(config);
        task.put("task.class", "org.apache.kafka.connect.file.FileStreamSourceTask");
        return List.of(new TaskInfo(new TaskId(name, 0), task));
    }

    synchronized ConnectorStatus status() {
        return status(
                switch (target) {
                    case STARTED -> State.RUNNING;
                    case PAUSED -> State.PAUSED;
                    case STOPPED -> State.STOPPED;
                });
    }

    synchronized ConnectorStatus status(State state) {
        SortedMap<Integer, InstanceStatus> tasks = new TreeMap<>();
        for (TaskInfo task : tasks()) {
            tasks.put(
                    task.id().task(),
                    instance(trace == null ? state : State.FAILED, trace).with(restarts));
        }
        return new ConnectorStatus(name, instance(state, null), tasks, type());
    }

    private static InstanceStatus instance(State state, @Nullable String trace) {
        return new InstanceStatus(state, FakeWorker.WORKER_ID, FakeWorker.VERSION, trace);
    }

    private ConnectorType type() {
        return config.getOrDefault("connector.class", "").contains("Sink") ? ConnectorType.SINK : ConnectorType.SOURCE;
    }
}
