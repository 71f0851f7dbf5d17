package io.penstock.core.store.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.ErrorCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Source offsets as JSON, in the shape of Apache's offsets topic: the key {@code ["connector",{partition}]}, the value
 * {@code {offset}}. The keys of a partition are sorted, so that a connector finds its offsets whatever kind of map it
 * uses; Apache's worker loses them when the order changes.
 */
final class OffsetCodec {

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    /** The key of a source partition. Fails with BAD_REQUEST when it holds what cannot be stored. */
    String key(String connector, Map<String, ?> partition) {
        return text(List.of(connector, canonical(connector, "partition", partition)));
    }

    /** An offset as text. Fails with BAD_REQUEST when it holds what cannot be stored. */
    String value(String connector, Map<String, ?> offset) {
        return text(canonical(connector, "offset", offset));
    }

    /** The connector of a key. */
    String connector(String key) throws JsonProcessingException {
        return json.readTree(key).path(0).asText();
    }

    /** The source partition of a key. */
    Map<String, Object> partition(String key) throws JsonProcessingException {
        JsonNode node = json.readTree(key);
        if (!node.isArray()
                || node.size() != 2
                || !node.get(0).isTextual()
                || !node.get(1).isObject()) {
            throw new DataException("'" + key + "' is not of the form [\"connector\",{partition}]");
        }
        return json.convertValue(node.get(1), new TypeReference<>() {});
    }

    /** An offset from its text. */
    Map<String, Object> offset(String value) throws JsonProcessingException {
        return json.readValue(value, new TypeReference<>() {});
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw ErrorCode.BAD_REQUEST.of("An offset cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, @Nullable Object> canonical(String connector, String what, Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String text)) {
                wrong.add("the key " + key + " is no string");
            } else if (!primitive(value)) {
                wrong.add("the value of '" + key + "' is of " + (value == null ? "null" : value.getClass()));
            } else {
                sorted.put(text, value instanceof ByteBuffer bytes ? bytes(bytes) : value);
            }
        });
        if (!wrong.isEmpty()) {
            throw ErrorCode.BAD_REQUEST.of("Connector " + connector + " uses a source " + what
                    + " that cannot be stored: " + String.join("; ", wrong)
                    + ". Only strings, numbers, booleans and bytes under string keys can");
        }
        return sorted;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static boolean primitive(@Nullable Object value) {
        if (value == null) {
            return true;
        }
        Schema.Type type = ConnectSchema.schemaType(value.getClass());
        return type != null && type.isPrimitive();
    }
}
