package io.penstock.core.pipeline.deadletter;

import io.penstock.api.TaskId;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Outcome.Failed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes failed records to the dead letter topic: key, value, headers and timestamp as they were consumed, no partition,
 * and on request the reason in headers (Apache: {@code DeadLetterQueueReporter}). Thread-safe.
 */
public final class DeadLetters implements ErrorReporter<ConsumerRecord<byte[], byte[]>> {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String PREFIX = "__connect.errors.";

    private final TaskId id;
    private final DeadLetterSettings settings;
    private final DeadLetterPort port;
    private final ErrorMetrics metrics;

    /** Makes the reporter. */
    public DeadLetters(TaskId id, DeadLetterSettings settings, DeadLetterPort port, ErrorMetrics metrics) {
        this.id = id;
        this.settings = settings;
        this.port = port;
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<Void> report(Failed<?> failed, ConsumerRecord<byte[], byte[]> original) {
        metrics.deadLetter();
        return port.send(letter(failed, original))
                .handle((sent, error) -> error)
                .thenCompose(error -> error == null ? CompletableFuture.completedStage(null) : lost(original, error));
    }

    private CompletionStage<Void> lost(ConsumerRecord<byte[], byte[]> original, Throwable error) {
        metrics.deadLetterFailure();
        LOG.error("Could not produce message to dead letter queue. topic={}", settings.topic(), error);
        return CompletableFuture.failedStage(new ConnectException(
                "The failed record " + original.topic() + "-" + original.partition() + "@" + original.offset()
                        + " could not be written to the dead letter topic '" + settings.topic()
                        + "' (errors.deadletterqueue.topic.name). Its offset is not committed, so it is not lost;"
                        + " mend the topic and restart the task",
                error));
    }

    ProducerRecord<byte[], byte[]> letter(Failed<?> failed, ConsumerRecord<byte[], byte[]> original) {
        Long timestamp = original.timestamp() == ConsumerRecord.NO_TIMESTAMP ? null : original.timestamp();
        var letter = new ProducerRecord<>(
                settings.topic(), null, timestamp, original.key(), original.value(), original.headers());
        if (settings.contextHeaders()) {
            addReason(letter.headers(), failed, original);
        }
        return letter;
    }

    private void addReason(Headers headers, Failed<?> failed, ConsumerRecord<byte[], byte[]> original) {
        Throwable error = failed.error();
        add(headers, "topic", original.topic());
        add(headers, "partition", Integer.toString(original.partition()));
        add(headers, "offset", Long.toString(original.offset()));
        add(headers, "connector.name", id.connector());
        add(headers, "task.id", Integer.toString(id.task()));
        add(headers, "stage", failed.stage().name());
        add(headers, "class.name", failed.executing());
        add(headers, "exception.class.name", error.getClass().getName());
        add(headers, "exception.message", error.getMessage());
        add(headers, "exception.stacktrace", trace(error));
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        headers.add(PREFIX + name, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private static String trace(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
