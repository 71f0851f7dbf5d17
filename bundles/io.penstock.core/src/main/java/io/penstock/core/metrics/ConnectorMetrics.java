package io.penstock.core.metrics;

import io.penstock.api.ConnectorType;
import io.penstock.api.State;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Groups {@code connector-metrics} and {@code connect-worker-metrics,connector=} of one connector (Apache: {@code
 * ConnectorMetricsGroup}, {@code ConnectorStatusMetricsGroup}). Thread-safe.
 */
public final class ConnectorMetrics implements AutoCloseable {

    private static final List<State> COUNTED =
            List.of(State.RUNNING, State.PAUSED, State.FAILED, State.UNASSIGNED, State.DESTROYED, State.RESTARTING);

    private final ConnectMetrics registry;
    private final String name;
    private final MetricGroup group;
    private final MetricGroup counts;
    private volatile State state = State.UNASSIGNED;
    private volatile Map<State, Integer> tasks = Map.of();

    ConnectorMetrics(ConnectMetrics registry, String name, ConnectorType type, String className, String version) {
        this.registry = registry;
        this.name = name;
        group = registry.group("connector-metrics", "connector", name);
        group.gauge("status", "State of the connector", () -> lower(state));
        group.text("connector-type", "Type of the connector", lower(type));
        group.text("connector-class", "Class of the connector", className);
        group.text("connector-version", "Version of the connector", version);
        counts = registry.group("connect-worker-metrics", "connector", name);
        counts.gauge("connector-total-task-count", "Number of tasks of the connector on this worker", this::total);
        for (State counted : COUNTED) {
            counts.gauge(
                    "connector-" + lower(counted) + "-task-count",
                    "Number of " + lower(counted) + " tasks of the connector on this worker",
                    () -> tasks.getOrDefault(counted, 0));
        }
    }

    /** The connector is in another state. */
    public void state(State now) {
        state = now;
    }

    /** The states of the connector's tasks on this worker. */
    public void tasks(Collection<State> states) {
        Map<State, Integer> counted = new EnumMap<>(State.class);
        states.forEach(s -> counted.merge(s, 1, Integer::sum));
        tasks = counted;
    }

    /** Removes the metrics of the connector, and those of its failed tasks. */
    @Override
    public void close() {
        group.close();
        counts.close();
        registry.closeRetained(name);
    }

    private int total() {
        return tasks.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
