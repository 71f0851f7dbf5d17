package io.penstock.core.metrics;

import io.penstock.api.TaskId;
import org.apache.kafka.common.metrics.Sensor;

/** Group {@code source-task-metrics} of one task (Apache: {@code SourceTaskMetricsGroup}). Thread-safe. */
public final class SourceMetrics implements AutoCloseable {

    private final MetricGroup group;
    private final Sensor polled;
    private final Sensor written;
    private final Sensor pollTime;
    private final Sensor active;

    /** Opens the group. */
    public SourceMetrics(ConnectMetrics registry, TaskId id) {
        group = TaskMetrics.group(registry, "source-task-metrics", id);
        polled = group.rateAndTotal("source-record-poll", "records that the task has polled");
        written = group.rateAndTotal("source-record-write", "records written to Kafka after the transforms");
        pollTime =
                group.maxAndAvg("poll-batch-max-time-ms", "poll-batch-avg-time-ms", "time in ms taken to poll a batch");
        active = group.valueMaxAvg(
                "source-record-active-count", "number of records that were polled and not acknowledged yet");
        active.record(0);
    }

    /** The task has returned a batch. */
    public void polled(int records, long durationMs) {
        polled.record(records);
        pollTime.record((double) durationMs);
    }

    /** Records were acknowledged by Kafka. */
    public void written(long records) {
        written.record((double) records);
    }

    /** How many records are on their way. */
    public void active(long records) {
        active.record((double) records);
    }

    @Override
    public void close() {
        group.close();
    }
}
