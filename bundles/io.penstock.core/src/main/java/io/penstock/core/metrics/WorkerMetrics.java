package io.penstock.core.metrics;

import io.penstock.api.ConnectorType;
import io.penstock.api.TaskId;
import org.apache.kafka.common.metrics.Sensor;

/**
 * Group {@code connect-worker-metrics} of the worker (Apache: {@code WorkerMetricsGroup}), and the door to the groups of
 * its connectors. For the control loop: it counts starts and tells how much there is. Thread-safe, never blocks.
 */
public final class WorkerMetrics implements AutoCloseable {

    private final ConnectMetrics registry;
    private final MetricGroup group;
    private final Startups connectors;
    private final Startups tasks;
    private volatile int connectorCount;
    private volatile int taskCount;

    /** Opens the group. */
    public WorkerMetrics(ConnectMetrics registry) {
        this.registry = registry;
        group = registry.group("connect-worker-metrics");
        // Apache publishes these two, like all numbers of this group, as floating point.
        group.gauge("connector-count", "Number of connectors that run in this worker", () -> (double) connectorCount);
        group.gauge("task-count", "Number of tasks that run in this worker", () -> (double) taskCount);
        connectors = new Startups(group, "connector");
        tasks = new Startups(group, "task");
    }

    /** How many connectors and tasks run in this worker now. */
    public void workload(int runningConnectors, int runningTasks) {
        connectorCount = runningConnectors;
        taskCount = runningTasks;
    }

    /** An attempt to start a connector has ended. */
    public void connectorStartup(boolean success) {
        connectors.record(success);
    }

    /** An attempt to start a task has ended: it has reached RUNNING or PAUSED, or it has failed before that. */
    public void taskStartup(boolean success) {
        tasks.record(success);
    }

    /** Opens the metrics of a connector; close them when it is gone. */
    public ConnectorMetrics connector(String name, ConnectorType type, String className, String version) {
        return new ConnectorMetrics(registry, name, type, className, version);
    }

    /**
     * Removes what is still shown of a task that has failed. Its metrics stay visible, as with Apache's worker, until
     * the task is started again, is forgotten here, or its {@link ConnectorMetrics} are closed.
     */
    public void forget(TaskId task) {
        registry.closeRetained(task);
    }

    @Override
    public void close() {
        group.close();
    }

    private static final class Startups {

        private final Sensor attempts;
        private final Sensor successes;
        private final Sensor failures;
        private final Sensor fractions;

        Startups(MetricGroup group, String what) {
            attempts = group.total(what + "-startup-attempts-total", what + " starts that were attempted");
            successes = group.total(what + "-startup-success-total", what + " starts that succeeded");
            failures = group.total(what + "-startup-failure-total", what + " starts that failed");
            fractions = group.fractions(
                    what + "-startup-failure-percentage", what + "-startup-success-percentage", what + " starts");
        }

        void record(boolean success) {
            attempts.record();
            (success ? successes : failures).record();
            fractions.record(success ? 1 : 0);
        }
    }
}
