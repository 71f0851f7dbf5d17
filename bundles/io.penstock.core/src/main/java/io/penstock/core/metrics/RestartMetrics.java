package io.penstock.core.metrics;

import io.penstock.api.restart.Restarts;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.metrics.Sensor;
import org.jspecify.annotations.Nullable;

/**
 * Group {@code task-restart-metrics} of one task, or {@code connector-restart-metrics} of one connector; Apache's worker has
 * no such group. It is there as long as its subject has a restart policy, whether it runs or not. Thread-safe.
 */
public final class RestartMetrics implements AutoCloseable {

    private final MetricGroup group;
    private final Sensor attempts;
    private final Sensor successes;
    private volatile @Nullable Restarts shown;

    /**
     * Opens the group.
     *
     * @param task the task's number, empty for the connector instance
     */
    public RestartMetrics(ConnectMetrics registry, String connector, Optional<Integer> task) {
        group = task.isPresent()
                ? registry.group("task-restart-metrics", "connector", connector, "task", String.valueOf(task.get()))
                : registry.group("connector-restart-metrics", "connector", connector);
        attempts = group.total("restart-attempts-total", "restarts that the restart policy has ordered");
        successes = group.total("restart-success-total", "failures that were over after a restart");
        group.gauge("restart-attempt", "Restarts in a row, the one that is waited for included", this::attempt);
        group.gauge("restart-given-up", "1 when it has failed and is not restarted by itself, else 0", this::givenUp);
        group.gauge(
                "next-restart-timestamp", "Time in ms since the epoch of the next restart, 0 when none", this::next);
    }

    /** A restart was ordered. */
    public void ordered() {
        attempts.record();
    }

    /** It has run long enough after a restart. */
    public void success() {
        successes.record();
    }

    /** How far the policy is. */
    public void show(Restarts now) {
        shown = now;
    }

    private int attempt() {
        Restarts now = shown;
        return now == null ? 0 : now.attempt();
    }

    private int givenUp() {
        Restarts now = shown;
        return now != null && now.givenUp() ? 1 : 0;
    }

    private long next() {
        Restarts now = shown;
        Instant next = now == null ? null : now.next();
        return next == null ? 0 : next.toEpochMilli();
    }

    @Override
    public void close() {
        group.close();
    }
}
