package io.penstock.core.pipeline.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The form of a source's dead letter, which was never in Kafka: key, value and headers of the record as the task
 * returned it, each as JSON with its schema, the source partition and offset in the headers that say where a sink's
 * letter came from. Thread-safe.
 */
public final class SourceLetters implements LetterForm<SourceRecord> {

    /** Begins the names of the headers that only letters of sources have. */
    public static final String PREFIX = "__penstock.errors.";

    private static final String SOURCE = PREFIX + "source";
    private static final String KAFKA_PARTITION = PREFIX + "kafka.partition";
    private static final String TIMESTAMP = PREFIX + "timestamp";
    private static final String TEXT = PREFIX + "text";
    private static final String REPLAY = "__penstock.replay.";
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final LetterJson json = new LetterJson();
    private final ObjectMapper mapper = new ObjectMapper();

    /** Whether a dead letter is a source's. */
    public static boolean isOne(Headers headers) {
        return headers.lastHeader(SOURCE) != null;
    }

    /** A source partition or offset as it stands in a header. */
    private String coordinates(@Nullable Map<String, ?> map) {
        try {
            return mapper.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            return String.valueOf(map);
        }
    }

    @Override
    public Origin origin(SourceRecord record) {
        return new Origin(
                String.valueOf(record.topic()),
                coordinates(record.sourcePartition()),
                coordinates(record.sourceOffset()));
    }

    @Override
    public ProducerRecord<byte[], byte[]> write(String topic, SourceRecord record) {
        List<String> textOnly = new ArrayList<>();
        byte[] key = json(record.keySchema(), record.key(), "key", textOnly);
        byte[] value = json(record.valueSchema(), record.value(), "value", textOnly);
        var headers = new RecordHeaders();
        for (Header header : record.headers()) {
            headers.add(header.key(), json(header.schema(), header.value(), "header " + header.key(), textOnly));
        }
        Reason.text(headers, SOURCE, "true");
        Long timestamp = record.timestamp();
        if (timestamp != null) {
            Reason.text(headers, TIMESTAMP, Long.toString(timestamp));
        }
        if (record.kafkaPartition() != null) {
            Reason.text(headers, KAFKA_PARTITION, Integer.toString(record.kafkaPartition()));
        }
        if (!textOnly.isEmpty()) {
            Reason.text(headers, TEXT, String.join(", ", textOnly));
        }
        return new ProducerRecord<>(
                topic, null, timestamp == null || timestamp < 0 ? null : timestamp, key, value, headers);
    }

    /**
     * The record that a letter was written of.
     *
     * @throws DataException when the letter does not hold all of it
     */
    public SourceRecord read(ConsumerRecord<byte[], byte[]> letter) {
        Headers headers = letter.headers();
        String textOnly = text(headers, TEXT);
        if (textOnly != null) {
            throw new DataException(
                    "The letter holds the " + textOnly + " of the record as text only, because it did not"
                            + " fit its schema; the record cannot be made again from it");
        }
        String topic = text(headers, Reason.PREFIX + "topic");
        if (topic == null) {
            throw new DataException(
                    "The letter does not say which topic the record was for, because it was written with"
                            + " errors.deadletterqueue.context.headers.enable=false");
        }
        SchemaAndValue key = json.read(letter.key());
        SchemaAndValue value = json.read(letter.value());
        String partition = text(headers, KAFKA_PARTITION);
        String timestamp = text(headers, TIMESTAMP);
        return new SourceRecord(
                coordinates(headers, "partition"),
                coordinates(headers, "offset"),
                topic,
                partition == null ? null : Integer.valueOf(partition),
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                timestamp == null ? null : Long.valueOf(timestamp),
                own(headers));
    }

    private ConnectHeaders own(Headers headers) {
        var result = new ConnectHeaders();
        for (org.apache.kafka.common.header.Header header : Reason.without(headers)) {
            if (!header.key().startsWith(PREFIX) && !header.key().startsWith(REPLAY)) {
                result.add(header.key(), json.read(header.value()));
            }
        }
        return result;
    }

    private byte @Nullable [] json(
            @Nullable Schema schema, @Nullable Object value, String what, List<String> textOnly) {
        try {
            return json.write(schema, value);
        } catch (RuntimeException e) {
            textOnly.add(what);
            return json.text(value);
        }
    }

    private @Nullable Map<String, Object> coordinates(Headers headers, String name) {
        String written = text(headers, Reason.PREFIX + name);
        try {
            return written == null ? null : mapper.readValue(written, MAP);
        } catch (JsonProcessingException e) {
            throw new DataException("The letter's source " + name + " is no JSON object: " + written, e);
        }
    }

    private static @Nullable String text(Headers headers, String name) {
        org.apache.kafka.common.header.Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(Objects.requireNonNull(header.value()), StandardCharsets.UTF_8);
    }
}
