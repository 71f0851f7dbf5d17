package io.penstock.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;

/**
 * What a result is, as text, classes included. Not the order of map entries, which with arrays as keys changes from run to run,
 * and not the order of a schema's parameters: of two equal schemas the one seen first is kept, as long as the cache holds it.
 */
final class Description {
    private final StringBuilder text = new StringBuilder();

    private Description() {}

    static String of(Object result) {
        Description description = new Description();
        description.add(result);
        return description.text.toString();
    }

    private void add(Object value) {
        if (value == null) {
            text.append("null");
        } else if (value instanceof SchemaAndValue both) {
            addSchema(both.schema());
            text.append(" <- ");
            add(both.value());
        } else if (value instanceof Schema schema) {
            addSchema(schema);
        } else if (value instanceof byte[] bytes) {
            text.append("bytes ").append(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Struct struct) {
            text.append("struct{");
            addSchema(struct.schema());
            for (Field field : struct.schema().fields()) {
                text.append(' ').append(field.name()).append('=');
                add(struct.getWithoutDefault(field.name()));
            }
            text.append('}');
        } else if (value instanceof List<?> list) {
            text.append(list.getClass().getName()).append('[');
            for (Object each : list) {
                add(each);
                text.append(',');
            }
            text.append(']');
        } else if (value instanceof Map<?, ?> map) {
            addMap(map);
        } else {
            addScalar(value);
        }
    }

    private void addMap(Map<?, ?> map) {
        List<String> entries = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            entries.add(of(entry.getKey()) + "=" + of(entry.getValue()));
        }
        Collections.sort(entries);
        text.append(map.getClass().getName()).append(entries);
    }

    private void addScalar(Object value) {
        text.append(value.getClass().getSimpleName()).append(' ');
        if (value instanceof Double number) {
            text.append(Long.toHexString(Double.doubleToRawLongBits(number))).append('/');
        } else if (value instanceof Float number) {
            text.append(Integer.toHexString(Float.floatToRawIntBits(number))).append('/');
        } else if (value instanceof BigDecimal number) {
            text.append(number.unscaledValue()).append('^').append(number.scale());
            return;
        } else if (value instanceof java.util.Date date) {
            text.append(date.getTime());
            return;
        }
        text.append(value);
    }

    private void addSchema(Schema schema) {
        if (schema == null) {
            text.append("no schema");
            return;
        }
        text.append(schema.getClass().getSimpleName())
                .append(Arrays.asList(
                        schema.type(), schema.isOptional(), schema.name(), schema.version(), schema.doc()))
                .append(schema.parameters() == null ? null : new TreeMap<>(schema.parameters()))
                .append(" default ");
        add(schema.defaultValue());
        switch (schema.type()) {
            case STRUCT ->
                schema.fields().forEach(field -> {
                    text.append(' ').append(field.index()).append(field.name()).append(':');
                    addSchema(field.schema());
                });
            case MAP -> {
                addSchema(schema.keySchema());
                addSchema(schema.valueSchema());
            }
            case ARRAY -> addSchema(schema.valueSchema());
            default -> {}
        }
    }

    /** A document as readable text. */
    static String ofDocument(byte[] document) {
        return document == null ? "null" : "'" + new String(document, StandardCharsets.UTF_8) + "'";
    }
}
