package io.penstock.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/** Random schemas, values that fit them, and values that do not. */
final class RandomData {
    private static final long DAY = 86_400_000L;
    private static final String[] NAMES = {
        "id",
        "name",
        "a",
        "b",
        "äöü",
        "with space",
        "quote\"d",
        "back\\slash",
        "emoji\uD83D\uDE00",
        "tab\t",
        "schema",
        "payload",
        "type",
        "A_RATHER_LONG_FIELD_NAME_THAT_DOES_NOT_FIT_IN_A_FEW_QUADS",
        "x1",
        "x2",
        "x3"
    };

    private final Random random;

    RandomData(Random random) {
        this.random = random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    Schema schema(int depth) {
        SchemaBuilder builder = builder(depth);
        if (chance(0.3)) {
            builder.optional();
        }
        if (builder.name() == null && chance(0.15)) {
            builder.name(chance(0.5) ? "com.example.Thing" : text());
        }
        if (builder.version() == null && chance(0.15)) {
            builder.version(random.nextInt());
        }
        if (chance(0.1)) {
            builder.doc(text());
        }
        if (chance(0.1)) {
            builder.parameter("p" + random.nextInt(3), text());
            builder.parameter("q" + random.nextInt(3), text());
        }
        if (builder.type() != Schema.Type.STRUCT && chance(0.2)) {
            try {
                builder.defaultValue(value(builder.build(), false));
            } catch (DataException e) {
                // Not every value that a converter takes is valid as a default; then there is none.
                assertNoDefault(builder);
            }
        }
        // A nested schema is not always built; it works, so people do it.
        return chance(0.05) ? builder : builder.build();
    }

    private static void assertNoDefault(SchemaBuilder builder) {
        if (builder.defaultValue() != null) {
            throw new AssertionError("a refused default was kept");
        }
    }

    private SchemaBuilder builder(int depth) {
        switch (random.nextInt(depth > 0 ? 18 : 13)) {
            case 0:
                return SchemaBuilder.int8();
            case 1:
                return SchemaBuilder.int16();
            case 2:
                return SchemaBuilder.int32();
            case 3:
                return SchemaBuilder.int64();
            case 4:
                return SchemaBuilder.float32();
            case 5:
                return SchemaBuilder.float64();
            case 6:
                return SchemaBuilder.bool();
            case 7:
                return SchemaBuilder.string();
            case 8:
                return SchemaBuilder.bytes();
            case 9:
                return Decimal.builder(random.nextInt(8) - 1);
            case 10:
                return Date.builder();
            case 11:
                return Time.builder();
            case 12:
                return Timestamp.builder();
            case 13:
                return SchemaBuilder.array(schema(depth - 1));
            case 14:
                return SchemaBuilder.map(
                        chance(0.7) ? SchemaBuilder.string().build() : schema(depth - 1), schema(depth - 1));
            default:
                return struct(depth);
        }
    }

    SchemaBuilder struct(int depth) {
        SchemaBuilder builder = SchemaBuilder.struct();
        Set<String> names = new LinkedHashSet<>();
        int fields = chance(0.02) ? 70 : random.nextInt(9);
        for (int i = 0; i < fields; i++) {
            names.add(i < 12 ? NAMES[random.nextInt(NAMES.length)] : "f" + i);
        }
        names.forEach(name -> builder.field(name, schema(fields > 12 ? 0 : depth - 1)));
        return builder;
    }

    /** A value of a schema; now and then, if allowed, something that is none. */
    Object value(Schema schema, boolean wrongToo) {
        if (schema.isOptional() && chance(0.2) || wrongToo && chance(0.004)) {
            return null;
        }
        if (wrongToo && chance(0.004)) {
            return bare(1);
        }
        String name = schema.name() == null ? "" : schema.name();
        switch (name) {
            case Decimal.LOGICAL_NAME:
                return new BigDecimal(
                        new BigInteger(random.nextInt(120), random).subtract(BigInteger.TEN),
                        Integer.parseInt(schema.parameters().get("scale")) + (wrongToo && chance(0.01) ? 1 : 0));
            case Date.LOGICAL_NAME:
                return new java.util.Date(DAY * (random.nextInt(40_000) - 20_000) + (wrongToo && chance(0.01) ? 1 : 0));
            case Time.LOGICAL_NAME:
                return new java.util.Date((long) (random.nextDouble() * DAY) - (wrongToo && chance(0.01) ? DAY : 0));
            case Timestamp.LOGICAL_NAME:
                return new java.util.Date(random.nextLong());
            default:
                return plainValue(schema, wrongToo);
        }
    }

    private Object plainValue(Schema schema, boolean wrongToo) {
        switch (schema.type()) {
            case ARRAY:
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(value(schema.valueSchema(), wrongToo));
                }
                return list;
            case MAP:
                Map<Object, Object> map = chance(0.5) ? new HashMap<>() : new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(value(schema.keySchema(), wrongToo), value(schema.valueSchema(), wrongToo));
                }
                return map;
            case STRUCT:
                return struct(schema, wrongToo);
            default:
                return scalar(schema.type());
        }
    }

    private Struct struct(Schema schema, boolean wrongToo) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            if (wrongToo && chance(0.01) || field.schema().defaultValue() != null && chance(0.2)) {
                continue;
            }
            Object value = value(field.schema(), wrongToo);
            try {
                struct.put(field, value);
            } catch (DataException e) {
                if (!wrongToo) {
                    throw e;
                }
            }
        }
        return struct;
    }

    Object scalar(Schema.Type type) {
        return switch (type) {
            case INT8 -> (byte) random.nextInt();
            case INT16 -> (short) random.nextInt();
            case INT32 -> chance(0.5) ? random.nextInt(200) - 100 : random.nextInt();
            case INT64 -> chance(0.5) ? random.nextInt(200) - 100L : random.nextLong() >> random.nextInt(64);
            case FLOAT32 -> real().floatValue();
            case FLOAT64 -> real();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text();
            case BYTES -> bytes();
            default -> throw new AssertionError(type);
        };
    }

    Double real() {
        return switch (random.nextInt(8)) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> (double) Float.intBitsToFloat(random.nextInt());
            case 2 -> random.nextInt(100_000) / 100.0;
            case 3 -> (double) random.nextInt(100);
            case 4 -> random.nextGaussian();
            case 5 ->
                List.of(
                                0.0,
                                -0.0,
                                Double.NaN,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                Double.MIN_VALUE,
                                Double.MAX_VALUE,
                                (double) Float.MIN_VALUE,
                                (double) Float.MAX_VALUE,
                                1e22,
                                1e23)
                        .get(random.nextInt(11));
            case 6 -> Math.scalb(random.nextDouble(), random.nextInt(200) - 100);
            default -> random.nextDouble();
        };
    }

    private Object bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        if (chance(0.6)) {
            return bytes;
        }
        return bytes.length > 3 && chance(0.3)
                ? ByteBuffer.wrap(Arrays.copyOf(bytes, 12), 1, 2)
                : ByteBuffer.wrap(bytes);
    }

    String text() {
        int length = chance(0.02) ? random.nextInt(12_000) : random.nextInt(20);
        StringBuilder text = new StringBuilder();
        boolean ascii = chance(0.6);
        for (int i = 0; i < length; i++) {
            if (ascii || chance(0.6)) {
                text.append((char) (' ' + random.nextInt(95)));
            } else if (chance(0.3)) {
                text.appendCodePoint(0x1F600 + random.nextInt(50));
            } else if (chance(0.05)) {
                text.append((char) (0xD800 + random.nextInt(0x800)));
            } else {
                text.append((char) random.nextInt(chance(0.5) ? 0x100 : 0xD800));
            }
        }
        return text.toString();
    }

    /** A value without schema. */
    Object bare(int depth) {
        switch (random.nextInt(depth > 0 ? 15 : 12)) {
            case 0:
                return null;
            case 1:
                return chance(0.1) ? BigDecimal.ONE : text();
            case 2:
                return chance(0.1) ? new java.util.Date(0) : text();
            case 3:
                return chance(0.1) ? new StringBuilder("x") : text();
            case 12:
                Map<Object, Object> map = chance(0.5) ? new HashMap<>() : new java.util.TreeMap<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    map.put(text(), bare(depth - 1));
                }
                return map;
            case 13:
                Map<Object, Object> mixed = new LinkedHashMap<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    mixed.put(bare(0), bare(depth - 1));
                }
                return mixed;
            case 14:
                List<Object> list = chance(0.5) ? new ArrayList<>() : new java.util.LinkedList<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    list.add(bare(depth - 1));
                }
                return list;
            default:
                return scalar(Schema.Type.values()[random.nextInt(9)]);
        }
    }
}
