package io.penstock.converters;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterType;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each converter beside the one of Apache's connect-runtime that it stands in for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConverterDifferentialTest {

    /** Ours and theirs, both new. */
    record Pair(Converter ours, Converter theirs) {
        HeaderConverter ourHeader() {
            return (HeaderConverter) ours;
        }

        HeaderConverter theirHeader() {
            return (HeaderConverter) theirs;
        }

        @Override
        public String toString() {
            return ours.getClass().getSimpleName();
        }
    }

    static Stream<Pair> pairs() {
        return Stream.of(
                new Pair(new ByteArrayConverter(), new org.apache.kafka.connect.converters.ByteArrayConverter()),
                new Pair(new BooleanConverter(), new org.apache.kafka.connect.converters.BooleanConverter()),
                new Pair(new ShortConverter(), new org.apache.kafka.connect.converters.ShortConverter()),
                new Pair(new IntegerConverter(), new org.apache.kafka.connect.converters.IntegerConverter()),
                new Pair(new LongConverter(), new org.apache.kafka.connect.converters.LongConverter()),
                new Pair(new FloatConverter(), new org.apache.kafka.connect.converters.FloatConverter()),
                new Pair(new DoubleConverter(), new org.apache.kafka.connect.converters.DoubleConverter()));
    }

    private static List<Schema> schemas() {
        List<Schema> schemas = new ArrayList<>();
        schemas.add(null);
        for (Schema.Type type : Schema.Type.values()) {
            switch (type) {
                case ARRAY ->
                    schemas.add(SchemaBuilder.array(Schema.INT32_SCHEMA).build());
                case MAP ->
                    schemas.add(SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT64_SCHEMA)
                            .build());
                case STRUCT ->
                    schemas.add(SchemaBuilder.struct()
                            .field("a", Schema.INT8_SCHEMA)
                            .build());
                default -> {
                    schemas.add(new SchemaBuilder(type).build());
                    schemas.add(new SchemaBuilder(type).optional().build());
                }
            }
        }
        schemas.add(Timestamp.SCHEMA);
        schemas.add(Time.SCHEMA);
        schemas.add(Decimal.schema(2));
        return schemas;
    }

    private static List<Object> values() {
        return Arrays.asList(
                null,
                true,
                false,
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                Short.MAX_VALUE,
                (short) 0,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                0,
                -1,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                0L,
                -1L,
                Float.MIN_VALUE,
                Float.MAX_VALUE,
                Float.NEGATIVE_INFINITY,
                -0.0f,
                Float.intBitsToFloat(0x7fc12345),
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                -0.0d,
                Double.longBitsToDouble(0x7ff8123456789abcL),
                "",
                "1",
                'c',
                new byte[0],
                "bytes".getBytes(StandardCharsets.UTF_8),
                new Byte[] {1},
                new BigDecimal("1.50"),
                new Date(0),
                List.of(1),
                Map.of("a", 1),
                new Struct(SchemaBuilder.struct().field("a", Schema.INT8_SCHEMA).build()).put("a", (byte) 1));
    }

    private static List<Object> randomNumbers(Random random) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            values.add((short) random.nextInt());
            values.add(random.nextInt());
            values.add(random.nextLong());
            values.add(Float.intBitsToFloat(random.nextInt()));
            values.add(Double.longBitsToDouble(random.nextLong()));
        }
        return values;
    }

    /** Made anew for each call, as Apache's converter moves a buffer's position. */
    private static List<ByteBuffer> buffers() {
        byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8};
        ByteBuffer moved = ByteBuffer.wrap(bytes.clone());
        moved.position(3);
        ByteBuffer limited = ByteBuffer.wrap(bytes.clone());
        limited.position(2).limit(5);
        ByteBuffer direct = ByteBuffer.allocateDirect(8).put(bytes);
        ByteBuffer sliced = ByteBuffer.wrap(bytes.clone(), 2, 4).slice();
        return List.of(
                ByteBuffer.allocate(0),
                ByteBuffer.wrap(bytes.clone()),
                moved,
                limited,
                direct,
                sliced,
                ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void writesTheSameBytesOrTheSameError(Pair pair) {
        long seed = System.nanoTime();
        int compared = 0;
        for (Object value : values()) {
            for (Schema schema : schemas()) {
                assertSameWrite(pair, schema, value, value, seed);
                compared++;
            }
        }
        for (Object value : randomNumbers(new Random(seed))) {
            assertSameWrite(pair, null, value, value, seed);
            compared++;
        }
        for (Schema schema : schemas()) {
            List<ByteBuffer> mine = buffers();
            List<ByteBuffer> apaches = buffers();
            for (int i = 0; i < mine.size(); i++) {
                assertSameWrite(pair, schema, mine.get(i), apaches.get(i), seed);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(1_500);
    }

    private static void assertSameWrite(Pair pair, Schema schema, Object mine, Object apaches, long seed) {
        String theirs = Outcome.of(() -> pair.theirs().fromConnectData("t", schema, apaches));
        String what = "seed " + seed + ", schema " + schema + ", value " + mine;
        assertThat(Outcome.of(() -> pair.ours().fromConnectData("t", schema, mine)))
                .as(what)
                .isEqualTo(theirs);
        assertThat(Outcome.of(() -> pair.ours().fromConnectData("t", new RecordHeaders(), schema, mine)))
                .as(what)
                .isEqualTo(Outcome.of(() -> pair.theirs().fromConnectData("t", new RecordHeaders(), schema, apaches)));
        assertThat(Outcome.of(() -> pair.ourHeader().fromConnectHeader("t", "h", schema, mine)))
                .as(what)
                .isEqualTo(Outcome.of(() -> pair.theirHeader().fromConnectHeader("t", "h", schema, apaches)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void readsTheSameValueOrTheSameError(Pair pair) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<byte[]> inputs = new ArrayList<>();
        inputs.add(null);
        for (int length = 0; length < 20; length++) {
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                inputs.add(bytes);
            }
        }
        for (int b = 0; b < 256; b++) {
            inputs.add(new byte[] {(byte) b});
        }
        for (byte[] input : inputs) {
            String what = "seed %d, bytes %s".formatted(seed, Arrays.toString(input));
            assertThat(Outcome.of(() -> pair.ours().toConnectData("t", input)))
                    .as(what)
                    .isEqualTo(Outcome.of(() -> pair.theirs().toConnectData("t", input)));
            assertThat(Outcome.of(() -> pair.ours().toConnectData("t", new RecordHeaders(), input)))
                    .as(what)
                    .isEqualTo(Outcome.of(() -> pair.theirs().toConnectData("t", new RecordHeaders(), input)));
            assertThat(Outcome.of(() -> pair.ourHeader().toConnectHeader("t", "h", input)))
                    .as(what)
                    .isEqualTo(Outcome.of(() -> pair.theirHeader().toConnectHeader("t", "h", input)));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void takesAndRefusesTheSameSettings(Pair pair) {
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("converter.type", null);
        List<Map<String, Object>> settings = List.of(
                Map.of(),
                withNull,
                Map.of("converter.type", "key"),
                Map.of("converter.type", "value"),
                Map.of("converter.type", "header"),
                Map.of("converter.type", "KEY"),
                Map.of("converter.type", "something"),
                Map.of("converter.type", ""),
                Map.of("converter.type", 7),
                Map.of("converter.type", ConverterType.KEY),
                Map.of("converter.type", "value", "unknown", "x"));
        for (Map<String, Object> one : settings) {
            assertThat(configured(() -> pair.ourHeader().configure(one)))
                    .as("%s", one)
                    .isEqualTo(configured(() -> pair.theirHeader().configure(one)));
            for (boolean isKey : new boolean[] {true, false}) {
                assertThat(configured(() -> pair.ours().configure(one, isKey)))
                        .as("%s, key %s", one, isKey)
                        .isEqualTo(configured(() -> pair.theirs().configure(one, isKey)));
            }
        }
    }

    private static String configured(Runnable call) {
        return Outcome.of(() -> {
            call.run();
            return "taken";
        });
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void looksTheSameFromOutside(Pair pair) throws Exception {
        assertThat(pair.ours().version()).isEqualTo(pair.theirs().version()).isEqualTo("4.3.1");
        assertThat(pair.ourHeader().version()).isEqualTo(pair.theirHeader().version());
        assertThat(keys(pair.ours().config())).isEqualTo(keys(pair.theirs().config()));
        assertThat(pair.theirs()).isInstanceOf(HeaderConverter.class);
        pair.ours().close();
    }

    private static List<String> keys(ConfigDef def) {
        return def.configKeys().values().stream()
                .map(k -> "%s %s %s %s %s %s"
                        .formatted(k.name, k.type, k.defaultValue, k.validator, k.importance, k.documentation))
                .toList();
    }

    @Test
    void leavesTheBuffersPositionAlone() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3});
        buffer.position(2);

        assertThat(new ByteArrayConverter().fromConnectData("t", null, buffer)).containsExactly(1, 2, 3);
        assertThat(buffer.position()).isEqualTo(2);
    }
}
