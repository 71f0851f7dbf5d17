package io.penstock.core.metrics;

import io.penstock.api.TaskId;
import java.time.InstantSource;
import org.apache.kafka.common.metrics.Sensor;

/** Group {@code task-error-metrics} of one task (Apache: {@code ErrorHandlingMetrics}). Thread-safe. */
public final class ErrorMetrics implements AutoCloseable {

    private final MetricGroup group;
    private final InstantSource clock;
    private final Sensor failures;
    private final Sensor errors;
    private final Sensor skipped;
    private final Sensor retries;
    private final Sensor logged;
    private final Sensor deadLetters;
    private final Sensor deadLetterFailures;
    private volatile long lastError;

    /** Opens the group. */
    public ErrorMetrics(ConnectMetrics registry, TaskId id, InstantSource clock) {
        this.clock = clock;
        group = TaskMetrics.group(registry, "task-error-metrics", id);
        failures = group.total("total-record-failures", "attempts to process a record that failed");
        errors = group.total("total-record-errors", "records whose processing ended in an error");
        skipped = group.total("total-records-skipped", "records skipped because of errors");
        retries = group.total("total-retries", "operations that were tried again");
        logged = group.total("total-errors-logged", "errors that were logged");
        deadLetters = group.total("deadletterqueue-produce-requests", "writes to the dead letter queue");
        deadLetterFailures = group.total("deadletterqueue-produce-failures", "failed writes to the dead letter queue");
        group.gauge("last-error-timestamp", "Time in ms since the epoch of the last error", () -> lastError);
    }

    /** An attempt failed. */
    public void failure() {
        failures.record();
    }

    /** A record ended in an error. */
    public void error() {
        lastError = clock.millis();
        errors.record();
    }

    /** A record was skipped. */
    public void skip() {
        skipped.record();
    }

    /** An operation is tried again. */
    public void retry() {
        retries.record();
    }

    /** An error was logged. */
    public void log() {
        logged.record();
    }

    /** A dead letter was sent. */
    public void deadLetter() {
        deadLetters.record();
    }

    /** A dead letter could not be written. */
    public void deadLetterFailure() {
        deadLetterFailures.record();
    }

    /**
     * The task has failed: as with Apache's worker, this stays visible until a successor opens it again, or it is
     * forgotten ({@link WorkerMetrics#forget}).
     */
    public void retain() {
        group.retain();
    }

    @Override
    public void close() {
        group.close();
    }
}
