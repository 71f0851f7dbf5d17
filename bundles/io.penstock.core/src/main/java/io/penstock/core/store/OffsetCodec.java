package io.penstock.core.store;

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
 * uses; Apache's worker loses them when the order changes. Thread-safe.
 */
public final class OffsetCodec {

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    /** A codec; it keeps nothing. */
    public OffsetCodec() {}

    /** The key of a source partition. Fails with BAD_REQUEST when it holds what cannot be stored. */
    public String key(String connector, Map<String, ?> partition) {
        return text(List.of(connector, canonical(connector, "partition", partition)));
    }

    /** An offset as text. Fails with BAD_REQUEST when it holds what cannot be stored. */
    public String value(String connector, Map<String, ?> offset) {
        return text(canonical(connector, "offset", offset));
    }

    /** The connector of a key. */
    public String connector(String key) throws JsonProcessingException {
        return json.readTree(key).path(0).asText();
    }

    /** The source partition of a key. */
    public Map<String, Object> partition(String key) throws JsonProcessingException {
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
    public Map<String, Object> offset(String value) throws JsonProcessingException {
        return json.readValue(value, new TypeReference<>() {});
    }

    /**
     * A source partition as it would be read back: ints as longs, floats as doubles, bytes as text (Apache: {@code
     * Worker.normalizeSourceConnectorOffsets}). Fails with BAD_REQUEST when it holds what cannot be stored.
     */
    public Map<String, Object> asPartitionRead(String connector, Map<String, ?> partition) {
        return reread(text(canonical(connector, "partition", partition)));
    }

    /** An offset as it would be read back, see {@link #asPartitionRead}. */
    public Map<String, Object> asOffsetRead(String connector, Map<String, ?> offset) {
        return reread(value(connector, offset));
    }

    private Map<String, Object> reread(String text) {
        try {
            return offset(text);
        } catch (JsonProcessingException e) {
            throw ErrorCode.INTERNAL.of("What was just written as JSON cannot be read: " + e.getOriginalMessage(), e);
        }
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
                wrong.add("the value of '" + key + "', " + value + ", is of "
                        + (value == null ? "null" : value.getClass()));
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
