package io.penstock.json.write;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.penstock.json.schema.FieldShape;
import io.penstock.json.schema.Kind;
import io.penstock.json.schema.Shape;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Writes Connect values to a JSON generator, in the form of Apache's JsonConverter. Immutable, safe for several threads.
 *
 * <p>A value that does not fit its schema fails with {@link DataException} and the words of Apache's converter. An
 * {@link IOException} comes from the generator only.
 */
final class ValueWriter {
    /**
     * What Apache's converter writes of a buffer: all of the array behind it, also what the buffer itself does not show. It is
     * kept for the sake of equal bytes.
     */
    private static final Function<ByteBuffer, byte[]> WHOLE_ARRAY = ByteBuffer::array;

    private final boolean numericDecimals;
    private final boolean replaceNulls;
    private final JsonFactory anyDepth = JsonText.factory(Integer.MAX_VALUE);

    ValueWriter(boolean numericDecimals, boolean replaceNulls) {
        this.numericDecimals = numericDecimals;
        this.replaceNulls = replaceNulls;
    }

    /** Returns a factory of generators that do not mind how deep something is nested. */
    JsonFactory anyDepth() {
        return anyDepth;
    }

    void write(JsonGenerator out, @Nullable Shape shape, @Nullable Object value) throws IOException {
        if (value == null) {
            writeAbsent(out, shape);
        } else if (shape == null) {
            try {
                writeBare(out, value);
            } catch (ClassCastException e) {
                throw new DataException("Invalid type for unknown schema: " + value.getClass());
            }
        } else {
            switch (shape.kind()) {
                case DECIMAL -> writeDecimal(out, shape.schema(), value);
                case DATE -> out.writeNumber(days(shape.schema(), value));
                case TIME -> out.writeNumber(millisOfDay(shape.schema(), value));
                case TIMESTAMP -> out.writeNumber(millis(shape.schema(), value));
                default -> writeTyped(out, shape, value);
            }
        }
    }

    private void writeAbsent(JsonGenerator out, @Nullable Shape shape) throws IOException {
        Object replacement = shape == null ? null : replacement(shape);
        if (replacement != null) {
            write(out, shape, replacement);
        } else {
            out.writeNull();
        }
    }

    /** Returns what stands for null: the default, or null where null is allowed. */
    private @Nullable Object replacement(Shape shape) {
        if (shape.defaultValue() != null && replaceNulls) {
            return shape.defaultValue();
        }
        if (shape.optional()) {
            return null;
        }
        throw new DataException("Conversion error: null value for field that is required and has no default value");
    }

    private void writeTyped(JsonGenerator out, Shape shape, Object value) throws IOException {
        try {
            switch (shape.kind()) {
                case INT8 -> out.writeNumber((Byte) value);
                case INT16 -> out.writeNumber((Short) value);
                case INT32 -> out.writeNumber((Integer) value);
                case INT64 -> out.writeNumber((Long) value);
                case FLOAT32 -> out.writeNumber((Float) value);
                case FLOAT64 -> ShortDecimals.write(out, (Double) value);
                case BOOLEAN -> out.writeBoolean((Boolean) value);
                case STRING -> out.writeString(((CharSequence) value).toString());
                case BYTES -> out.writeBinary(bytes(value));
                case ARRAY -> writeArray(out, shape.values(), (Collection<?>) value);
                case MAP -> writeMap(out, shape, (Map<?, ?>) value);
                case STRUCT -> writeStruct(out, shape, (Struct) value);
                default -> throw new DataException("Couldn't convert " + value + " to JSON.");
            }
        } catch (ClassCastException e) {
            throw new DataException("Invalid type for " + shape.schema().type() + ": " + value.getClass());
        }
    }

    private void writeBare(JsonGenerator out, Object value) throws IOException {
        switch (BareTypes.of(value)) {
            case INT8 -> out.writeNumber((Byte) value);
            case INT16 -> out.writeNumber((Short) value);
            case INT32 -> out.writeNumber((Integer) value);
            case INT64 -> out.writeNumber((Long) value);
            case FLOAT32 -> out.writeNumber((Float) value);
            case FLOAT64 -> ShortDecimals.write(out, (Double) value);
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case STRING -> out.writeString((String) value);
            case BYTES -> out.writeBinary(bytes(value));
            case ARRAY -> writeArray(out, null, (Collection<?>) value);
            case MAP -> writeMap(out, null, (Map<?, ?>) value);
            // A struct needs its schema beside it; it equals no missing one.
            case STRUCT -> throw new DataException("Mismatching schema.");
        }
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            return WHOLE_ARRAY.apply(buffer);
        }
        throw new DataException("Invalid type for bytes type: " + value.getClass());
    }

    private void writeArray(JsonGenerator out, @Nullable Shape elements, Collection<?> values) throws IOException {
        out.writeStartArray();
        for (Object value : values) {
            write(out, elements, value);
        }
        out.writeEndArray();
    }

    private void writeStruct(JsonGenerator out, Shape shape, Struct struct) throws IOException {
        Schema schema = struct.schema();
        if (schema != shape.schema() && !schema.equals(shape.schema())) {
            throw new DataException("Mismatching schema.");
        }
        if (!shape.fieldsDistinct()) {
            OddObject object = new OddObject(this);
            for (FieldShape field : shape.fields()) {
                object.put(field.name(), field.shape(), field.valueIn(struct, replaceNulls));
            }
            object.writeTo(out);
            return;
        }
        out.writeStartObject();
        for (FieldShape field : shape.fields()) {
            if (field.plainName() != null) {
                out.writeFieldName(field.plainName());
            } else {
                out.writeFieldName(field.name());
            }
            write(out, field.shape(), field.valueIn(struct, replaceNulls));
        }
        out.writeEndObject();
    }

    private void writeMap(JsonGenerator out, @Nullable Shape shape, Map<?, ?> map) throws IOException {
        boolean plainKeys = OddObject.hasPlainKeys(map);
        boolean asObject = shape == null ? plainKeys || OddObject.hasStringKeys(map) : shape.stringKeys();
        Shape keys = shape == null ? null : shape.keys();
        Shape values = shape == null ? null : shape.values();
        if (!asObject) {
            writePairs(out, keys, values, map);
        } else if (plainKeys && (keys == null || keys.kind() == Kind.STRING)) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName((String) entry.getKey());
                write(out, values, entry.getValue());
            }
            out.writeEndObject();
        } else {
            OddObject object = new OddObject(this);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                object.put(name(keys, entry.getKey()), values, entry.getValue());
            }
            object.writeTo(out);
        }
    }

    private void writePairs(JsonGenerator out, @Nullable Shape keys, @Nullable Shape values, Map<?, ?> map)
            throws IOException {
        out.writeStartArray();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeStartArray();
            write(out, keys, entry.getKey());
            write(out, values, entry.getValue());
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    /** Returns a map key as the name of a JSON member: the text of what the key would be as a JSON value. */
    private String name(@Nullable Shape keys, @Nullable Object key) {
        if (key == null) {
            Object replacement = keys == null ? null : replacement(keys);
            return replacement == null ? "null" : name(keys, replacement);
        }
        if (keys == null) {
            return (String) key;
        }
        Schema schema = keys.schema();
        return switch (keys.kind()) {
            case DECIMAL -> decimalName(schema, decimal(key));
            case DATE -> Integer.toString(days(schema, key));
            case TIME -> Integer.toString(millisOfDay(schema, key));
            case TIMESTAMP -> Long.toString(millis(schema, key));
            default -> {
                if (key instanceof CharSequence text) {
                    yield text.toString();
                }
                throw new DataException("Invalid type for " + schema.type() + ": " + key.getClass());
            }
        };
    }

    private String decimalName(Schema schema, BigDecimal decimal) {
        return numericDecimals
                ? decimal.toString()
                : Base64Variants.getDefaultVariant().encode(Decimal.fromLogical(schema, decimal), false);
    }

    private void writeDecimal(JsonGenerator out, Schema schema, Object value) throws IOException {
        BigDecimal decimal = decimal(value);
        if (numericDecimals) {
            out.writeNumber(decimal);
        } else {
            out.writeBinary(Decimal.fromLogical(schema, decimal));
        }
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        throw new DataException("Invalid type for Decimal, expected BigDecimal but was " + value.getClass());
    }

    private static int days(Schema schema, Object value) {
        return Date.fromLogical(schema, date("Date", value));
    }

    private static int millisOfDay(Schema schema, Object value) {
        return Time.fromLogical(schema, date("Time", value));
    }

    private static long millis(Schema schema, Object value) {
        return Timestamp.fromLogical(schema, date("Timestamp", value));
    }

    private static java.util.Date date(String type, Object value) {
        if (value instanceof java.util.Date date) {
            return date;
        }
        throw new DataException("Invalid type for " + type + ", expected Date but was " + value.getClass());
    }
}
