package io.penstock.core.pipeline.deadletter;

import io.penstock.api.TaskId;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Outcome.Failed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes failed records to the dead letter topic, and on request the reason in headers (Apache: {@code
 * DeadLetterQueueReporter}, for sinks only). Thread-safe.
 *
 * @param <I> the record as it came into the record path
 */
public final class DeadLetters<I> implements ErrorReporter<I> {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final TaskId id;
    private final LetterForm<I> form;
    private final DeadLetterSettings settings;
    private final DeadLetterPort port;
    private final ErrorMetrics metrics;

    private DeadLetters(
            TaskId id, LetterForm<I> form, DeadLetterSettings settings, DeadLetterPort port, ErrorMetrics metrics) {
        this.id = id;
        this.form = form;
        this.settings = settings;
        this.port = port;
        this.metrics = metrics;
    }

    /** For a sink: the record as it was consumed. */
    public static DeadLetters<ConsumerRecord<byte[], byte[]>> sink(
            TaskId id, DeadLetterSettings settings, DeadLetterPort port, ErrorMetrics metrics) {
        return new DeadLetters<>(id, new SinkLetters(), settings, port, metrics);
    }

    /** For a source: the record as the task returned it, in the form of {@link SourceLetters}. */
    public static DeadLetters<SourceRecord> source(
            TaskId id, DeadLetterSettings settings, DeadLetterPort port, ErrorMetrics metrics) {
        return new DeadLetters<>(id, new SourceLetters(), settings, port, metrics);
    }

    @Override
    public CompletionStage<Void> report(Failed<?> failed, I original) {
        metrics.deadLetter();
        return port.send(letter(failed, original))
                .handle((sent, error) -> error)
                .thenCompose(error -> error == null ? CompletableFuture.completedStage(null) : lost(original, error));
    }

    private CompletionStage<Void> lost(I original, Throwable error) {
        metrics.deadLetterFailure();
        LOG.error("Could not produce message to dead letter queue. topic={}", settings.topic(), error);
        LetterForm.Origin from = form.origin(original);
        return CompletableFuture.failedStage(new ConnectException(
                "The failed record " + from.topic() + "-" + from.partition() + "@" + from.offset()
                        + " could not be written to the dead letter topic '" + settings.topic()
                        + "' (errors.deadletterqueue.topic.name). Its offset is not committed, so it is not lost;"
                        + " mend the topic and restart the task. With errors.retry.timeout the worker keeps trying"
                        + " by itself",
                error));
    }

    ProducerRecord<byte[], byte[]> letter(Failed<?> failed, I original) {
        ProducerRecord<byte[], byte[]> letter = form.write(settings.topic(), original);
        if (settings.contextHeaders()) {
            Reason.add(letter.headers(), id, failed, form.origin(original));
        }
        return letter;
    }
}
