package io.penstock.json;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Values and schemas that are odd in one way each. */
final class OddData {
    private OddData() {}

    static List<Object> values() {
        List<Object> values = new ArrayList<>();
        values.add(null);
        values.addAll(numbers());
        values.addAll(texts());
        values.addAll(bytes());
        values.addAll(collections());
        Struct struct = new Struct(
                SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build());
        values.add(struct);
        values.add(new Struct(struct.schema()).put("a", 1));
        values.add(new Object());
        values.add(Thread.State.NEW);
        return values;
    }

    private static List<Object> numbers() {
        List<Object> numbers =
                new ArrayList<>(List.of((byte) -128, (short) 32767, 0, Integer.MIN_VALUE, 0L, true, false));
        numbers.add(Long.MIN_VALUE);
        numbers.addAll(List.of(0f, -0f, 1.5f, 3.4e38f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE));
        numbers.addAll(
                List.of(0d, -0d, 1e21, 1e-5, 123456.789, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE));
        for (String decimal : List.of("0", "1.50", "-1E+10", "0.00", "123456789012345678901234567890.12")) {
            numbers.add(new BigDecimal(decimal));
        }
        for (long millis : new long[] {0, 86_400_000L, 86_400_001L, -86_400_000L, Long.MAX_VALUE}) {
            numbers.add(new java.util.Date(millis));
        }
        numbers.add(new java.sql.Timestamp(12));
        return numbers;
    }

    private static List<Object> texts() {
        return List.of(
                "",
                "text",
                "\u0000\u001f\"\\/\b\f\n\r\t\u007f\u0080",
                "\u2028\uD83D\uDE00",
                "\uD83D",
                "\uDE00\uD83D",
                new StringBuilder("builder"),
                'c');
    }

    private static List<Object> bytes() {
        ByteBuffer part = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
        return List.of(
                new byte[0],
                new byte[] {1, 2, 3},
                part,
                part.slice(),
                ByteBuffer.allocateDirect(4),
                ByteBuffer.wrap(new byte[4]).asReadOnlyBuffer());
    }

    /** Values that do not fit the buffer of a generator. */
    static List<Object> longValues() {
        return List.of(
                "x".repeat(20_000),
                "\u20ac".repeat(9000),
                "\uD83D\uDE00".repeat(5000),
                new byte[30_000],
                Collections.nCopies(5000, 123456789L),
                Map.of("k".repeat(9000), "v".repeat(9000)));
    }

    private static List<Object> collections() {
        List<Object> all = new ArrayList<>(List.of(List.of(), List.of(1, 2), Map.of(), Map.of("a", 1), Map.of(1, "a")));
        all.add(Arrays.asList(1, null, "x"));
        all.add(Collections.singletonList(null));
        all.add(new int[] {1});
        all.add(new Object[] {1});
        all.add(Collections.singleton(1));
        all.add(new ArrayDeque<>(List.of(1)));
        all.add(Collections.singletonMap(null, 1));
        all.add(Collections.singletonMap("a", null));
        all.add(Collections.singletonMap(new BigDecimal("7.50"), 1));
        all.add(Collections.singletonMap(new java.util.Date(0), 1));
        all.add(new TreeMap<>(Map.of("b", 1, "a", 2)));
        Map<Object, Object> clashing = new LinkedHashMap<>();
        clashing.put("null", 1);
        clashing.put("x", 2);
        clashing.put(null, 3);
        clashing.put(new StringBuilder("x"), 4);
        clashing.put(new StringBuilder("y"), 5);
        all.add(clashing);
        Map<Object, Object> identity = new IdentityHashMap<>();
        identity.put("same", 1);
        all.add(identity);
        Map<Object, Object> mixed = new LinkedHashMap<>();
        mixed.put("a", 1);
        mixed.put(1, List.of("b"));
        all.add(mixed);
        return all;
    }

    static List<Schema> schemas() {
        List<Schema> schemas = new ArrayList<>();
        schemas.add(null);
        for (Schema.Type type : Schema.Type.values()) {
            if (type.isPrimitive()) {
                schemas.add(new SchemaBuilder(type).build());
                schemas.add(new SchemaBuilder(type)
                        .optional()
                        .name("n\u00e9\"")
                        .version(-3)
                        .doc("")
                        .build());
                schemas.add(named(type, Decimal.LOGICAL_NAME).build());
                schemas.add(named(type, Decimal.LOGICAL_NAME)
                        .parameter("scale", "2")
                        .build());
                schemas.add(named(type, Date.LOGICAL_NAME).optional().build());
            } else {
                // Without the schemas of keys, values and fields.
                schemas.add(new SchemaBuilder(type).build());
            }
        }
        schemas.addAll(logicalTypes());
        schemas.addAll(withDefaults());
        schemas.addAll(maps());
        schemas.addAll(unbuildable());
        schemas.add(SchemaBuilder.array(Schema.INT32_SCHEMA).build());
        schemas.add(SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA).build());
        schemas.add(SchemaBuilder.array(SchemaBuilder.int32()));
        schemas.add(SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build());
        schemas.add(SchemaBuilder.struct()
                .field("a", Schema.INT32_SCHEMA)
                .optional()
                .build());
        schemas.add(SchemaBuilder.struct().field("a", SchemaBuilder.int32()).build());
        return schemas;
    }

    private static SchemaBuilder named(Schema.Type type, String name) {
        return new SchemaBuilder(type).name(name);
    }

    private static List<Schema> logicalTypes() {
        return List.of(
                Decimal.schema(0),
                Decimal.schema(-3),
                Decimal.schema(2),
                Decimal.builder(2).optional().build(),
                named(Schema.Type.BYTES, Decimal.LOGICAL_NAME)
                        .parameter("scale", "x")
                        .build(),
                Date.SCHEMA,
                Time.SCHEMA,
                Timestamp.SCHEMA);
    }

    private static List<Schema> withDefaults() {
        return List.of(
                Decimal.builder(2).defaultValue(new BigDecimal("9.99")).build(),
                Timestamp.builder()
                        .optional()
                        .defaultValue(new java.util.Date(5))
                        .build(),
                SchemaBuilder.int32().defaultValue(5).build(),
                SchemaBuilder.string().optional().defaultValue("d").build(),
                SchemaBuilder.bytes().optional().defaultValue(new byte[] {9}).build(),
                SchemaBuilder.array(Schema.INT32_SCHEMA)
                        .defaultValue(List.of(1))
                        .build());
    }

    private static List<Schema> maps() {
        List<Schema> maps = new ArrayList<>();
        for (Schema keys : List.of(
                Schema.STRING_SCHEMA,
                Schema.OPTIONAL_STRING_SCHEMA,
                SchemaBuilder.string().defaultValue("dk").build(),
                SchemaBuilder.string().optional().defaultValue("x").build(),
                named(Schema.Type.STRING, Date.LOGICAL_NAME).build(),
                named(Schema.Type.STRING, Time.LOGICAL_NAME).build(),
                named(Schema.Type.STRING, Timestamp.LOGICAL_NAME).build(),
                named(Schema.Type.STRING, Decimal.LOGICAL_NAME)
                        .parameter("scale", "2")
                        .build(),
                SchemaBuilder.string(),
                Schema.INT32_SCHEMA,
                Schema.OPTIONAL_INT32_SCHEMA)) {
            maps.add(SchemaBuilder.map(keys, Schema.INT32_SCHEMA).build());
            maps.add(SchemaBuilder.map(keys, Schema.OPTIONAL_INT32_SCHEMA)
                    .optional()
                    .build());
        }
        return maps;
    }

    /** Schemas that the builder does not let through. */
    static List<Schema> unbuildable() {
        Field a = new Field("a", 0, Schema.INT32_SCHEMA);
        Field again = new Field("a", 1, Schema.OPTIONAL_STRING_SCHEMA);
        return List.of(
                struct(List.of(a, again)),
                struct(null),
                struct(List.of(new Field("a", 0, null))),
                new ConnectSchema(Schema.Type.INT32, false, "wrong", null, null, null),
                new ConnectSchema(Schema.Type.INT32, true, "wrong", null, null, null),
                new ConnectSchema(Schema.Type.BYTES, false, 1, Decimal.LOGICAL_NAME, 1, null));
    }

    private static Schema struct(List<Field> fields) {
        return new ConnectSchema(Schema.Type.STRUCT, false, null, null, null, null, null, fields, null, null);
    }
}
