package io.penstock.core.task.sink;

import io.penstock.core.config.ErrorSettings;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.pipeline.convert.SinkBytes;
import io.penstock.core.pipeline.deadletter.ErrorReporter;
import io.penstock.core.pipeline.deadletter.ErrorReports;
import io.penstock.core.pipeline.tolerance.FailureLimit;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.task.ledger.DeadLetterLedger;
import io.penstock.core.task.state.TaskState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * Reports failed records of a sink, those of the record path and those that the task reports itself (KIP-610; Apache:
 * {@code WorkerErrantRecordReporter}). The record's offset is held back until the report is acknowledged, and a report
 * that fails, fails the task (I1). Thread-safe: tasks report from threads of their own.
 */
public final class ErrantRecords implements ErrantRecordReporter {

    private final ErrorReports<ConsumerRecord<byte[], byte[]>> reports;
    private final DeadLetterLedger ledger;
    private final SinkBytes bytes;
    private final TaskState state;
    private final ErrorMetrics metrics;
    private final boolean tolerateAll;
    private final FailureLimit limit;
    private volatile @Nullable ConnectException exceeded;

    /** Makes the reporter of a task. */
    public ErrantRecords(
            ErrorReports<ConsumerRecord<byte[], byte[]>> reports,
            DeadLetterLedger ledger,
            SinkBytes bytes,
            TaskState state,
            ErrorMetrics metrics,
            ErrorSettings settings) {
        this.reports = reports;
        this.ledger = ledger;
        this.bytes = bytes;
        this.state = state;
        this.metrics = metrics;
        this.tolerateAll = settings.tolerateAll();
        this.limit = new FailureLimit(settings.limits());
    }

    @Override
    public Future<Void> report(SinkRecord record, Throwable error) {
        // Called by plugin code under its own loader, which is none of the reporters' business.
        try (PluginScope scope = PluginScope.enter(ErrantRecords.class.getClassLoader())) {
            return report(record, SinkTask.class.getName(), error);
        }
    }

    /** Reports a record that the worker has found the task to fail on. */
    void isolated(SinkRecord record, String taskClass, Throwable error) {
        var unused = report(record, taskClass, error);
    }

    private CompletableFuture<Void> report(SinkRecord record, String executing, Throwable error) {
        metrics.failure();
        var failed = new Failed<SinkRecord>(Stage.TASK_PUT, executing, error);
        ConsumerRecord<byte[], byte[]> consumed = bytes.of(record);
        ConnectException end = tolerateAll ? limit.failedLate(error) : new ConnectException(Guard.EXCEEDED, error);
        if (end != null) {
            exceeded = end;
            var unused = reportLast(failed, consumed);
            throw end;
        }
        return report(failed, consumed);
    }

    /** Reports a record that failed on its way to the task. */
    CompletableFuture<Void> report(Failed<?> failed, ConsumerRecord<byte[], byte[]> record) {
        return held(record, reports, failed);
    }

    /** Reports the record whose failure ends the task. */
    CompletableFuture<Void> reportLast(Failed<?> failed, ConsumerRecord<byte[], byte[]> record) {
        return held(record, reports::reportLast, failed);
    }

    /** What ends the tolerance; told of all records. */
    FailureLimit limit() {
        return limit;
    }

    private CompletableFuture<Void> held(
            ConsumerRecord<byte[], byte[]> record, ErrorReporter<ConsumerRecord<byte[], byte[]>> to, Failed<?> failed) {
        DeadLetterLedger.Claim claim =
                ledger.open(new TopicPartition(record.topic(), record.partition()), record.offset());
        return to.report(failed, record)
                .whenComplete((done, error) -> {
                    if (error == null) {
                        claim.settle();
                    } else {
                        claim.lose();
                        state.fail(error);
                    }
                })
                .toCompletableFuture();
    }

    /** Throws when the task has reported a failure that is not tolerated, even if it swallowed what that threw. */
    void check() {
        ConnectException end = exceeded;
        if (end != null) {
            throw end;
        }
    }
}
