package io.penstock.core.metrics;

import io.penstock.api.ConnectorType;
import io.penstock.api.State;
import io.penstock.api.TaskId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.metrics.Sensor;

/**
 * Group {@code connector-task-metrics} of one task, with the groups of its transforms and predicates (Apache: {@code
 * WorkerTask.TaskMetricsGroup}, {@code TransformationStage}). All values are numbers or strings, so that any JMX client
 * can read them. Thread-safe.
 */
public final class TaskMetrics implements AutoCloseable {

    private final ConnectMetrics registry;
    private final TaskId id;
    private final MetricGroup group;
    private final List<MetricGroup> others = new ArrayList<>();
    private final StateClock states;
    private final Sensor commitTime;
    private final Sensor commits;
    private final Sensor batchSize;

    /** Opens the group. */
    public TaskMetrics(ConnectMetrics registry, TaskId id, InstantSource clock) {
        this.registry = registry;
        this.id = id;
        group = group(registry, "connector-task-metrics", id);
        states = new StateClock(State.UNASSIGNED, clock);
        group.gauge("status", "State of the task", states::name);
        group.gauge("running-ratio", "Fraction of time spent running", () -> states.ratio(State.RUNNING));
        group.gauge("pause-ratio", "Fraction of time spent paused", () -> states.ratio(State.PAUSED));
        commitTime = group.maxAndAvg(
                "offset-commit-max-time-ms", "offset-commit-avg-time-ms", "time in ms taken to commit offsets");
        commits = group.fractions(
                "offset-commit-failure-percentage", "offset-commit-success-percentage", "offset commits");
        batchSize = group.maxAndAvg("batch-size-max", "batch-size-avg", "number of records in a batch");
    }

    static MetricGroup group(ConnectMetrics registry, String name, TaskId id) {
        return registry.group(name, "connector", id.connector(), "task", Integer.toString(id.task()));
    }

    /** Says what the connector is. */
    public void connector(ConnectorType type, String className, String version) {
        group.text("connector-type", "Type of the connector", type.name().toLowerCase(Locale.ROOT));
        classAndVersion(group, "connector", className, version);
    }

    /** Says what the task is. */
    public void task(String className, String version) {
        classAndVersion(group, "task", className, version);
    }

    /** Says what a converter is; the role is {@code key}, {@code value} or {@code header}. */
    public void converter(String role, String className, String version) {
        classAndVersion(group, role + "-converter", className, version);
    }

    /** Says what a transform is. */
    public void transform(String alias, String className, String version) {
        part("transform", alias, className, version);
    }

    /** Says what a predicate is. */
    public void predicate(String alias, String className, String version) {
        part("predicate", alias, className, version);
    }

    /** The task is in another state. */
    public void state(State state) {
        states.enter(state);
    }

    /** A batch of records was handled. */
    public void batch(int size) {
        batchSize.record(size);
    }

    /** An attempt to commit offsets has ended. */
    public void offsetCommit(boolean success, long durationMs) {
        if (success) {
            commitTime.record((double) durationMs);
        }
        commits.record(success ? 1 : 0);
    }

    /**
     * The task has failed: as with Apache's worker, this stays visible until a successor opens it again, or it is
     * forgotten ({@link WorkerMetrics#forget}).
     */
    public void retain() {
        group.retain();
        synchronized (others) {
            others.forEach(MetricGroup::retain);
        }
    }

    @Override
    public void close() {
        group.close();
        synchronized (others) {
            others.forEach(MetricGroup::close);
        }
    }

    private void part(String kind, String alias, String className, String version) {
        MetricGroup part = registry.group(
                "connector-" + kind + "-metrics",
                "connector",
                id.connector(),
                "task",
                Integer.toString(id.task()),
                kind,
                alias);
        synchronized (others) {
            others.add(part);
        }
        classAndVersion(part, kind, className, version);
    }

    private static void classAndVersion(MetricGroup group, String what, String className, String version) {
        group.text(what + "-class", "Class of the " + what, className);
        group.text(what + "-version", "Version of the " + what, version);
    }
}
