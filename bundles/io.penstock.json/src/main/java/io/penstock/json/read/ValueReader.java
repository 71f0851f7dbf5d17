package io.penstock.json.read;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.penstock.json.schema.FieldShape;
import io.penstock.json.schema.Shape;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Streams Connect values out of a JSON parser. Immutable, safe for several threads.
 *
 * <p>Every value returned is what Apache's JsonConverter makes of the same JSON. Any exception means nothing but that the exact
 * reader has to look at the document.
 */
final class ValueReader {
    private final boolean replaceNulls;

    ValueReader(boolean replaceNulls) {
        this.replaceNulls = replaceNulls;
    }

    /**
     * Reads one value.
     *
     * @param shape the shape of its schema, or null
     * @param token the value's first token, where the parser stands
     */
    @Nullable Object read(@Nullable Shape shape, JsonParser in, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new Unexpected();
        }
        if (shape == null) {
            return readBare(in, token);
        }
        if (token == JsonToken.VALUE_NULL) {
            return whenNull(shape);
        }
        return switch (shape.kind()) {
            case INT8 -> (byte) intValue(in, token);
            case INT16 -> (short) intValue(in, token);
            case INT32 -> intValue(in, token);
            case INT64 -> longValue(in, token);
            case FLOAT32 -> floatValue(in, token);
            case FLOAT64 -> doubleValue(in, token);
            case BOOLEAN -> booleanValue(token);
            case STRING -> text(in, token);
            case BYTES -> bytes(in, token);
            case ARRAY -> readList(shape.values(), in, token);
            case MAP -> readMap(shape, in, token);
            case STRUCT -> readStruct(shape, in, token);
            case DECIMAL -> decimal(shape, in, token);
            case DATE -> Date.toLogical(shape.schema(), smallInteger(in, token));
            case TIME -> Time.toLogical(shape.schema(), smallInteger(in, token));
            case TIMESTAMP -> timestamp(shape, in, token);
        };
    }

    private @Nullable Object whenNull(Shape shape) {
        if (shape.defaultValue() != null && replaceNulls) {
            return shape.defaultValue();
        }
        if (shape.optional()) {
            return null;
        }
        throw new Unexpected();
    }

    private @Nullable Object readBare(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> readMembers(null, in);
            case START_ARRAY -> readList(null, in, token);
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> longValue(in, token);
            case VALUE_NUMBER_FLOAT -> doubleValue(in, token);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new Unexpected();
        };
    }

    private Struct readStruct(Shape shape, JsonParser in, JsonToken start) throws IOException {
        expect(start, JsonToken.START_OBJECT);
        Struct struct = new Struct(shape.schema());
        FieldShape[] fields = shape.fields();
        long[] seen = new long[(fields.length >> 6) + 1];
        // Fields mostly come in the order of the schema: then comparing the bytes of the expected name is all there is
        // to do.
        int expected = 0;
        while (true) {
            FieldShape field = fields.length == 0 ? null : fields[expected];
            if (field == null || !isNext(in, field)) {
                if ((field == null ? in.nextToken() : in.currentToken()) != JsonToken.FIELD_NAME) {
                    break;
                }
                field = shape.field(in.currentName());
            }
            JsonToken token = in.nextToken();
            if (field == null) {
                skip(in, token);
                continue;
            }
            int position = field.position();
            expected = position + 1 == fields.length ? 0 : position + 1;
            seen[position >> 6] |= 1L << position;
            struct.put(field.field(), read(field.shape(), in, token));
        }
        expect(in.currentToken(), JsonToken.END_OBJECT);
        for (FieldShape field : fields) {
            if ((seen[field.position() >> 6] & 1L << field.position()) == 0) {
                Shape missing = field.shape();
                if (missing == null) {
                    throw new Unexpected();
                }
                struct.put(field.field(), whenNull(missing));
            }
        }
        return struct;
    }

    /** Goes to the next name or the end of the object, and returns whether it is the name of that field. */
    private static boolean isNext(JsonParser in, FieldShape field) throws IOException {
        if (field.plainName() != null) {
            return in.nextFieldName(field.plainName());
        }
        return field.name().equals(in.nextFieldName());
    }

    private Map<@Nullable Object, @Nullable Object> readMap(Shape shape, JsonParser in, JsonToken start)
            throws IOException {
        if (shape.stringKeys()) {
            expect(start, JsonToken.START_OBJECT);
            return readMembers(shape.values(), in);
        }
        expect(start, JsonToken.START_ARRAY);
        Shape keys = shape.keys();
        Shape values = shape.values();
        Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            expect(next, JsonToken.START_ARRAY);
            Object key = read(keys, in, elementStart(in));
            Object value = read(values, in, elementStart(in));
            expect(in.nextToken(), JsonToken.END_ARRAY);
            map.put(key, value);
        }
        return map;
    }

    private static @Nullable JsonToken elementStart(JsonParser in) throws IOException {
        JsonToken token = in.nextToken();
        if (token == JsonToken.END_ARRAY) {
            throw new Unexpected();
        }
        return token;
    }

    private Map<@Nullable Object, @Nullable Object> readMembers(@Nullable Shape values, JsonParser in)
            throws IOException {
        Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            map.put(name, read(values, in, in.nextToken()));
        }
        expect(in.currentToken(), JsonToken.END_OBJECT);
        return map;
    }

    private List<@Nullable Object> readList(@Nullable Shape elements, JsonParser in, JsonToken start)
            throws IOException {
        expect(start, JsonToken.START_ARRAY);
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            list.add(read(elements, in, next));
        }
        return list;
    }

    /** Passes over a value, but decodes all of it: what cannot be decoded fails although nobody wants it. */
    void skip(JsonParser in, @Nullable JsonToken token) throws IOException {
        int depth = 0;
        for (JsonToken next = token; next != null; next = in.nextToken()) {
            switch (next) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case FIELD_NAME -> {}
                default -> readBare(in, next);
            }
            if (depth == 0) {
                return;
            }
        }
        throw new Unexpected();
    }

    private static void expect(@Nullable JsonToken token, JsonToken wanted) {
        if (token != wanted) {
            throw new Unexpected();
        }
    }

    private static int intValue(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NUMBER_INT ->
                in.getNumberType() == NumberType.INT ? in.getIntValue() : (int) longValue(in, token);
            case VALUE_NUMBER_FLOAT -> in.getDecimalValue().intValue();
            default -> zero(in, token);
        };
    }

    private static long longValue(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NUMBER_INT ->
                in.getNumberType() == NumberType.BIG_INTEGER
                        ? in.getBigIntegerValue().longValue()
                        : in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDecimalValue().longValue();
            default -> zero(in, token);
        };
    }

    private static float floatValue(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NUMBER_INT ->
                in.getNumberType() == NumberType.BIG_INTEGER
                        ? in.getBigIntegerValue().floatValue()
                        : in.getLongValue();
            case VALUE_NUMBER_FLOAT -> {
                float value = in.getFloatValue();
                yield isSure(value) ? value : in.getDecimalValue().floatValue();
            }
            default -> zero(in, token);
        };
    }

    private static double doubleValue(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NUMBER_INT ->
                in.getNumberType() == NumberType.BIG_INTEGER
                        ? in.getBigIntegerValue().doubleValue()
                        : in.getLongValue();
            case VALUE_NUMBER_FLOAT -> {
                double value = in.getDoubleValue();
                yield isSure(value) ? value : in.getDecimalValue().doubleValue();
            }
            default -> zero(in, token);
        };
    }

    /**
     * Returns whether a number read straight from its text is what Apache's converter gets by way of a BigDecimal. Both round
     * to nearest, but a BigDecimal has no negative zero, and refuses exponents that otherwise are an infinity or a zero.
     */
    private static boolean isSure(double value) {
        return value != 0 && Double.isFinite(value);
    }

    /** A text is 0 where a number should be; so is "NaN", which is how JSON has it. */
    private static int zero(JsonParser in, JsonToken token) throws IOException {
        expect(token, JsonToken.VALUE_STRING);
        in.getText();
        return 0;
    }

    private static Boolean booleanValue(JsonToken token) {
        if (token != JsonToken.VALUE_TRUE) {
            expect(token, JsonToken.VALUE_FALSE);
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private static String text(JsonParser in, JsonToken token) throws IOException {
        expect(token, JsonToken.VALUE_STRING);
        return in.getText();
    }

    private static byte[] bytes(JsonParser in, JsonToken token) throws IOException {
        return Base64Variants.getDefaultVariant().decode(text(in, token).trim());
    }

    private static BigDecimal decimal(Shape shape, JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NUMBER_FLOAT -> in.getDecimalValue();
            case VALUE_NUMBER_INT ->
                in.getNumberType() == NumberType.BIG_INTEGER
                        ? new BigDecimal(in.getBigIntegerValue())
                        : BigDecimal.valueOf(in.getLongValue());
            default -> Decimal.toLogical(shape.schema(), bytes(in, token));
        };
    }

    private static int smallInteger(JsonParser in, JsonToken token) throws IOException {
        expect(token, JsonToken.VALUE_NUMBER_INT);
        if (in.getNumberType() != NumberType.INT) {
            throw new Unexpected();
        }
        return in.getIntValue();
    }

    private static java.util.Date timestamp(Shape shape, JsonParser in, JsonToken token) throws IOException {
        expect(token, JsonToken.VALUE_NUMBER_INT);
        return Timestamp.toLogical(shape.schema(), longValue(in, token));
    }
}
