package io.penstock.core.pipeline.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.ConverterType;
import org.jspecify.annotations.Nullable;

/**
 * Data of a source record as JSON with its schema, in the form of Kafka's JSON converter with {@code
 * schemas.enable=true}, so that any reader of that form can read a dead letter. Thread-safe.
 */
final class LetterJson {

    private static final String TOPIC = "dead letter";

    private final JsonConverter converter = new JsonConverter();

    LetterJson() {
        converter.configure(Map.of(ConverterConfig.TYPE_CONFIG, ConverterType.VALUE.getName(), "schemas.enable", true));
    }

    /**
     * The JSON of a value; null for a null value without a schema.
     *
     * @throws RuntimeException when the value does not fit its schema, or is of a class that Connect does not know
     */
    synchronized byte @Nullable [] write(@Nullable Schema schema, @Nullable Object value) {
        boolean bytes = schema == null && (value instanceof byte[] || value instanceof ByteBuffer);
        // Bytes without a schema would come back as text.
        return converter.fromConnectData(TOPIC, bytes ? Schema.OPTIONAL_BYTES_SCHEMA : schema, value);
    }

    /** What is left to be said of a value that has no JSON: its text, as a string. */
    synchronized byte[] text(@Nullable Object value) {
        String text;
        try {
            text = String.valueOf(value);
        } catch (RuntimeException e) {
            text = "a " + (value == null ? "null" : value.getClass().getName()) + " that has no text: " + e;
        }
        byte[] json = converter.fromConnectData(TOPIC, Schema.STRING_SCHEMA, text);
        return json == null ? text.getBytes(StandardCharsets.UTF_8) : json;
    }

    /** The value that was written. */
    synchronized SchemaAndValue read(byte @Nullable [] json) {
        return converter.toConnectData(TOPIC, json);
    }
}
