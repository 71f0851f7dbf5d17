package io.penstock.core.task.replay.chain;

import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.pipeline.deadletter.Letter;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The records that a sink consumed before they became letters. */
public final class Originals {

    private static final String MEND = "the letter does not say which topic it came from, because it was written with"
            + " errors.deadletterqueue.context.headers.enable=false";

    private final @Nullable String onlyTopic;

    public Originals(ConnectorSettings settings) {
        List<String> topics = settings.topics();
        this.onlyTopic = topics.size() == 1 ? topics.get(0) : null;
    }

    /**
     * The record as it was consumed. Where a letter without context headers came from is guessed from a connector that
     * reads one topic only; partition and offset are then those of the letter.
     *
     * @throws DataException when its topic is unknown
     */
    public ConsumerRecord<byte[], byte[]> of(Letter letter) {
        ConsumerRecord<byte[], byte[]> record = letter.record();
        if (letter.ofSource()) {
            throw new DataException("it is a source connector's letter, and this connector is a sink");
        }
        String topic = letter.reason("topic");
        if (topic == null && onlyTopic == null) {
            throw new DataException(MEND + ", and the connector reads several topics (topics, topics.regex)");
        }
        return new ConsumerRecord<>(
                topic == null ? String.valueOf(onlyTopic) : topic,
                letter.partition().orElse(record.partition()),
                letter.offset().orElse(record.offset()),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                letter.headers(),
                Optional.empty());
    }

    /** The topic that a record goes back to. Fails with {@link DataException}. */
    public static String topic(Letter letter) {
        if (letter.ofSource()) {
            throw new DataException(
                    "it is a source connector's letter, which was in no topic; replay it with to=connector");
        }
        String topic = letter.reason("topic");
        if (topic == null) {
            throw new DataException(MEND);
        }
        return topic;
    }
}
