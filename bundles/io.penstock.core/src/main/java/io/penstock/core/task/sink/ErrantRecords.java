package io.penstock.core.task.sink;

import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.pipeline.convert.SinkBytes;
import io.penstock.core.pipeline.deadletter.ErrorReports;
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
    private volatile @Nullable Throwable exceeded;

    /** Makes the reporter of a task. */
    public ErrantRecords(
            ErrorReports<ConsumerRecord<byte[], byte[]>> reports,
            DeadLetterLedger ledger,
            SinkBytes bytes,
            TaskState state,
            ErrorMetrics metrics,
            boolean tolerateAll) {
        this.reports = reports;
        this.ledger = ledger;
        this.bytes = bytes;
        this.state = state;
        this.metrics = metrics;
        this.tolerateAll = tolerateAll;
    }

    @Override
    public Future<Void> report(SinkRecord record, Throwable error) {
        CompletableFuture<Void> reported;
        // Called by plugin code under its own loader, which is none of the reporters' business.
        try (PluginScope scope = PluginScope.enter(ErrantRecords.class.getClassLoader())) {
            metrics.failure();
            reported = report(new Failed<>(Stage.TASK_PUT, SinkTask.class.getName(), error), bytes.of(record));
        }
        if (!tolerateAll) {
            exceeded = error;
            throw new ConnectException(Guard.EXCEEDED, error);
        }
        return reported;
    }

    /** Reports a record that failed on its way to the task. */
    CompletableFuture<Void> report(Failed<?> failed, ConsumerRecord<byte[], byte[]> record) {
        DeadLetterLedger.Claim claim =
                ledger.open(new TopicPartition(record.topic(), record.partition()), record.offset());
        return reports.report(failed, record)
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
        Throwable error = exceeded;
        if (error != null) {
            throw new ConnectException(Guard.EXCEEDED, error);
        }
    }
}
