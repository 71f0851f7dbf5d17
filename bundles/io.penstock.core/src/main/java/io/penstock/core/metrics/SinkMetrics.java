package io.penstock.core.metrics;

import io.penstock.api.TaskId;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Sensor;

/** Group {@code sink-task-metrics} of one task (Apache: {@code SinkTaskMetricsGroup}). Thread-safe. */
public final class SinkMetrics implements AutoCloseable {

    private final MetricGroup group;
    private final Sensor read;
    private final Sensor sent;
    private final Sensor active;
    private final Sensor partitions;
    private final Sensor sequence;
    private final Sensor completed;
    private final Sensor skipped;
    private final Sensor putTime;

    /** Opens the group. */
    public SinkMetrics(ConnectMetrics registry, TaskId id) {
        group = TaskMetrics.group(registry, "sink-task-metrics", id);
        read = group.rateAndTotal("sink-record-read", "records read from Kafka before the transforms");
        sent = group.rateAndTotal("sink-record-send", "records given to the task after the transforms");
        active = group.valueMaxAvg(
                "sink-record-active-count", "number of records that were read and are not committed yet");
        partitions = group.value("partition-count", "number of partitions assigned to the task");
        sequence = group.value("offset-commit-seq-no", "sequence number of offset commits");
        completed = group.rateAndTotal("offset-commit-completion", "offset commits that were completed");
        skipped = group.rateAndTotal("offset-commit-skip", "offset commits whose answer came too late");
        putTime = group.maxAndAvg(
                "put-batch-max-time-ms", "put-batch-avg-time-ms", "time in ms taken by the task to put a batch");
        active.record(0);
        partitions.record(0);
        sequence.record(0);
    }

    /** Publishes {@code sink-record-lag-max}: how far the slowest partition is behind its end, in records. */
    public void lag(Supplier<Double> lagMax) {
        group.gauge(
                "sink-record-lag-max",
                "Maximum number of records that the task is behind the end of a partition",
                lagMax);
    }

    /** Records came from the consumer. */
    public void read(int records) {
        read.record(records);
    }

    /** A batch was put. */
    public void put(int records, long durationMs) {
        sent.record(records);
        putTime.record((double) durationMs);
    }

    /** How many records were read and are not committed. */
    public void active(long records) {
        active.record((double) records);
    }

    /** How many partitions the task has. */
    public void partitions(int count) {
        partitions.record(count);
    }

    /** A commit was begun. */
    public void commitStarted(int number) {
        sequence.record(number);
    }

    /** A commit was completed. */
    public void commitCompleted() {
        completed.record(1);
    }

    /** The answer to a commit came after a newer one was begun. */
    public void commitSkipped() {
        skipped.record(1);
    }

    @Override
    public void close() {
        group.close();
    }
}
