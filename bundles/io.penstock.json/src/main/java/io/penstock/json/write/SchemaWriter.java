package io.penstock.json.write;

import io.penstock.json.schema.BoundedCache;
import io.penstock.json.schema.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes schemas in the form of Apache's JsonConverter, each once. Safe for several threads.
 *
 * <p>The schemas inside a schema are remembered too. Two equal schemas may differ in the order of their parameters; the form
 * that was seen first is the one that is written, also when the second comes as part of another schema.
 */
final class SchemaWriter {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final ValueWriter values;
    private final BoundedCache<Schema, byte[]> known;

    SchemaWriter(int capacity, ValueWriter values) {
        this.values = values;
        known = new BoundedCache<>(capacity);
    }

    /**
     * Returns a schema as JSON.
     *
     * @throws DataException if its default does not fit it
     */
    byte[] encode(@Nullable Schema schema) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(open(schema));
        close(out, schema);
        return out.toByteArray();
    }

    /**
     * Returns a schema as JSON up to its closing brace: as the field of a struct it has one more member, its name.
     *
     * <p>Calls itself for the schemas inside; it has few variables of its own so that a deep schema fits the stack.
     */
    private byte[] open(@Nullable Schema schema) throws IOException {
        if (schema == null) {
            return NULL;
        }
        byte[] before = known.get(schema);
        if (before != null) {
            return before;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (schema.type()) {
            case ARRAY -> {
                write(out, "{\"type\":\"array\",\"items\":");
                out.writeBytes(open(schema.valueSchema()));
                close(out, schema.valueSchema());
            }
            case MAP -> {
                write(out, "{\"type\":\"map\",\"keys\":");
                out.writeBytes(open(schema.keySchema()));
                close(out, schema.keySchema());
                write(out, ",\"values\":");
                out.writeBytes(open(schema.valueSchema()));
                close(out, schema.valueSchema());
            }
            case STRUCT -> {
                write(out, "{\"type\":\"struct\",\"fields\":[");
                String separator = "";
                for (Field field : schema.fields()) {
                    write(out, separator);
                    separator = ",";
                    out.writeBytes(open(Objects.requireNonNull(field.schema(), "field without schema")));
                    writeText(out, ",\"field\":", field.name());
                    write(out, "}");
                }
                write(out, "]");
            }
            default -> write(out, "{\"type\":\"" + name(schema.type()) + '"');
        }
        return finish(out, schema);
    }

    private static void close(ByteArrayOutputStream out, @Nullable Schema schema) {
        if (schema != null) {
            out.write('}');
        }
    }

    private static String name(Schema.Type type) {
        return switch (type) {
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    private byte[] finish(ByteArrayOutputStream out, Schema schema) throws IOException {
        write(out, ",\"optional\":" + schema.isOptional());
        if (schema.name() != null) {
            writeText(out, ",\"name\":", schema.name());
        }
        if (schema.version() != null) {
            write(out, ",\"version\":" + schema.version());
        }
        if (schema.doc() != null) {
            writeText(out, ",\"doc\":", schema.doc());
        }
        if (schema.parameters() != null) {
            writeParameters(out, schema.parameters());
        }
        Object defaultValue = schema.defaultValue();
        if (defaultValue != null) {
            write(out, ",\"default\":");
            JsonText json = JsonText.of(
                    values.anyDepth(), generator -> values.write(generator, Shape.of(schema), defaultValue));
            out.writeBytes(json.utf8());
        }
        byte[] open = out.toByteArray();
        known.put(schema, open);
        return open;
    }

    private void writeParameters(ByteArrayOutputStream out, Map<String, String> parameters) throws IOException {
        JsonText json = JsonText.of(values.anyDepth(), generator -> {
            generator.writeStartObject();
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                generator.writeStringField(parameter.getKey(), parameter.getValue());
            }
            generator.writeEndObject();
        });
        write(out, ",\"parameters\":");
        out.writeBytes(json.utf8());
    }

    private void writeText(ByteArrayOutputStream out, String member, String text) throws IOException {
        write(out, member);
        out.writeBytes(JsonText.of(values.anyDepth(), generator -> generator.writeString(text))
                .utf8());
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
