package io.penstock.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and schemas that are odd in one way each. */
class JsonConverterWriteEdgesTest {
    @Test
    void everyValueInEverySchema() {
        List<Map<String, Object>> some = List.of(
                Map.of(),
                Map.of("schemas.cache.size", 0),
                Map.of("decimal.format", "NUMERIC", "replace.null.with.default", false),
                Map.of("decimal.format", "NUMERIC", "schemas.enable", false));
        for (Map<String, Object> settings : some) {
            Twins twins = new Twins("", settings);
            for (Schema schema : OddData.schemas()) {
                for (Object value : OddData.values()) {
                    byte[] document = twins.write(schema, value);
                    if (document != null && settings.isEmpty()) {
                        twins.read(document);
                    }
                }
            }
            assertThat(twins.failures()).isGreaterThan(1000);
        }
    }

    @Test
    void longValuesInEverySchema() {
        for (boolean schemas : new boolean[] {true, false}) {
            Twins twins = new Twins("", Map.of("schemas.enable", schemas));
            for (Schema schema : OddData.schemas()) {
                for (Object value : OddData.longValues()) {
                    byte[] document = twins.write(schema, value);
                    if (document != null) {
                        twins.read(document);
                    }
                }
            }
        }
    }

    @Test
    void structsOfOddSchemas() {
        for (Map<String, Object> settings : Twins.allSettings()) {
            Twins twins = new Twins("", settings);
            for (Schema schema : OddData.unbuildable()) {
                if (schema.type() == Schema.Type.STRUCT) {
                    Struct struct = new Struct(schema);
                    twins.write(schema, struct);
                    if (schema.fields().size() == 2) {
                        struct.put(schema.fields().get(0), 7);
                        twins.write(schema, struct);
                        struct.put(schema.fields().get(1), "text");
                        twins.write(schema, struct);
                    }
                }
            }
        }
    }

    @Test
    void aStructWithAnEqualSchemaIsTakenAndAnyOtherRefused() {
        for (Map<String, Object> settings : Twins.allSettings()) {
            Twins twins = new Twins("", settings);
            for (int i = 0; i < 4; i++) {
                Schema schema = SchemaBuilder.struct()
                        .field("a", SchemaBuilder.int32().defaultValue(3).build())
                        .field("b\u00e9", Schema.OPTIONAL_STRING_SCHEMA)
                        .build();
                Schema equal = SchemaBuilder.struct()
                        .field("a", SchemaBuilder.int32().defaultValue(3).build())
                        .field("b\u00e9", Schema.OPTIONAL_STRING_SCHEMA)
                        .build();
                for (int j = 0; j < 4; j++) {
                    twins.write(schema, new Struct(equal).put("a", j));
                    twins.write(equal, new Struct(schema).put("b\u00e9", "x"));
                    twins.write(schema, new Struct(SchemaBuilder.struct().build()));
                }
            }
        }
    }

    @Test
    void aSchemaThatWasNotBuiltIsReadAnewAndWrittenAsBefore() {
        for (boolean schemas : new boolean[] {true, false}) {
            Twins twins = new Twins("", Map.of("schemas.enable", schemas));
            SchemaBuilder builder =
                    SchemaBuilder.struct().field("a", SchemaBuilder.int32().optional());
            twins.write(builder, new Struct(builder).put("a", 1));
            SchemaBuilder inner = SchemaBuilder.int32();
            Schema outer = SchemaBuilder.array(inner).build();
            twins.write(outer, Arrays.asList(1, null));
            inner.optional();
            twins.write(outer, Arrays.asList(1, null));
            builder.field("b", Schema.STRING_SCHEMA);
            twins.write(builder, new Struct(builder).put("a", 1).put("b", "x"));
            builder.doc("new");
            twins.write(builder, new Struct(builder).put("a", 1).put("b", "x"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {499, 500, 998, 999, 1000, 1001})
    void nestingIsAllowedAsDeepAsByApache(int depth) {
        Object lists = "x";
        Object maps = 1;
        Object odd = 1;
        Object wrong = new Object();
        Schema schema = Schema.STRING_SCHEMA;
        Schema structs = Schema.INT32_SCHEMA;
        Object struct = 1;
        for (int i = 0; i < depth; i++) {
            lists = List.of(lists);
            wrong = List.of(wrong);
            maps = Map.of("a", maps);
            odd = Collections.singletonMap(new String("a"), odd);
            schema = SchemaBuilder.array(schema).build();
            if (i < 600) {
                structs = SchemaBuilder.struct().field("f", structs).build();
                struct = new Struct(structs).put("f", struct);
            }
        }
        Map<Object, Object> identity = new IdentityHashMap<>();
        identity.put("k", lists);
        for (boolean schemas : new boolean[] {true, false}) {
            Twins twins = new Twins("", Map.of("schemas.enable", schemas));
            for (Object value : List.of(lists, maps, odd, wrong, identity, List.of(lists, wrong))) {
                twins.write(null, value);
            }
            twins.write(schema, lists);
            twins.write(schema, maps);
            twins.write(structs, struct);
        }
    }

    @Test
    void headersAreConvertedAsValues() {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("converter.type", "header"));
        byte[] document = converter.fromConnectHeader("t", "h", Schema.INT32_SCHEMA, 1);
        assertThat(new String(document, java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"schema\":{\"type\":\"int32\",\"optional\":false},\"payload\":1}");
        assertThat(converter.toConnectHeader("t", "h", document).value()).isEqualTo(1);
        assertThat(converter.toConnectHeader("t", "h", null))
                .isSameAs(org.apache.kafka.connect.data.SchemaAndValue.NULL);
        assertThat(converter.fromConnectHeader("t", "h", null, null)).isNull();
        converter.close();
    }

    @Test
    void aConverterIsConfiguredFirst() {
        JsonConverter converter = new JsonConverter();
        assertThat(converter.fromConnectData("t", null, null)).isNull();
        assertThatThrownBy(() -> converter.fromConnectData("t", null, 1)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> converter.configure(new HashMap<>(Map.of("schema.content", "{")), false))
                .isInstanceOf(DataException.class)
                .hasMessage("Failed to parse schema in converter config due to serialization error: ");
    }
}
