package io.penstock.core.pipeline.deadletter;

import io.penstock.api.TaskId;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Outcome.Failed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes failures into the log in the form of Apache's worker ({@code LogReporter}), which people search for.
 *
 * @param <I> the record as it came into the record path
 */
public final class LogReport<I> implements ErrorReporter<I> {

    private static final Logger LOG = LoggerFactory.getLogger(LogReport.class);

    private final TaskId id;
    private final boolean details;
    private final ErrorMetrics metrics;
    private final Function<I, String> describe;

    private LogReport(TaskId id, boolean details, ErrorMetrics metrics, Function<I, String> describe) {
        this.id = id;
        this.details = details;
        this.metrics = metrics;
        this.describe = describe;
    }

    /**
     * For a sink.
     *
     * @param details whether the log says which record it was ({@code errors.log.include.messages})
     */
    public static LogReport<ConsumerRecord<byte[], byte[]>> sink(TaskId id, boolean details, ErrorMetrics metrics) {
        return new LogReport<>(id, details, metrics, LogReport::consumed);
    }

    /**
     * For a source.
     *
     * @param details whether the log shows the record ({@code errors.log.include.messages})
     */
    public static LogReport<SourceRecord> source(TaskId id, boolean details, ErrorMetrics metrics) {
        return new LogReport<>(id, details, metrics, r -> ", where source record is = " + r);
    }

    @Override
    public CompletionStage<Void> report(Failed<?> failed, I original) {
        LOG.error("{}", message(failed, original), failed.error());
        metrics.log();
        return CompletableFuture.completedStage(null);
    }

    String message(Failed<?> failed, I original) {
        return "Error encountered in task " + id + ". Executing stage '" + failed.stage() + "' with class '"
                + failed.executing() + "'" + (details ? describe.apply(original) : "") + ".";
    }

    private static String consumed(ConsumerRecord<byte[], byte[]> record) {
        String at = ", where consumed record is {topic='" + record.topic() + "', partition=" + record.partition()
                + ", offset=" + record.offset();
        if (record.timestampType() != TimestampType.NO_TIMESTAMP_TYPE) {
            at += ", timestamp=" + record.timestamp() + ", timestampType=" + record.timestampType();
        }
        return at + "}";
    }
}
