package io.penstock.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are odd in one way each. */
class JsonConverterReadEdgesTest {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "1",
            "-1",
            "01",
            "-007",
            "1.0",
            "1.50",
            "-0.0",
            "0.0",
            "1e3",
            "1e400",
            "-1e400",
            "-1e-400",
            "1e99999999999",
            "0e99999999999",
            "1e-99999999999",
            "127",
            "128",
            "-129",
            "300",
            "32768",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "123456789012345678901234567890",
            "1234567890123456789012345678901234567890.5",
            "3.4028236e38",
            "7e-46",
            "16777217",
            "16777217.0",
            "9007199254740993",
            "86400000",
            "86400001",
            "\"\"",
            "\"text\"",
            "\"AQID\"",
            "\"AQI=\"",
            "\"AQI\"",
            "\" AQID \"",
            "\"A Q I D\"",
            "\"AQ*D\"",
            "\"NaN\"",
            "\"\\u0041\\uD83D\\uDE00\"",
            "\"\\uD83D\"",
            "[]",
            "[null]",
            "[1,2]",
            "[\"AQID\",null]",
            "[[1,2]]",
            "[[1,null]]",
            "[[null,1]]",
            "[[1]]",
            "[[1,2,3]]",
            "[1,[1,2]]",
            "[[\"a\",1],[\"a\",2]]",
            "{}",
            "{\"a\":1}",
            "{\"a\":null}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":\"x\",\"a\":2}",
            "{\"a\":2,\"a\":\"x\"}",
            "{\"a\":1,\"a\":null}",
            "{\"b\":true,\"a\":1}",
            "{\"a\":1,\"b\":true,\"c\":[{\"d\":1e5}]}",
            "{\"c\":1e99999999999,\"a\":1}",
            "{\"\":1}",
            "{\"\\u0061\":1}",
            "{\"a\":{\"a\":1}}",
            "NaN",
            "+1",
            ".5",
            "1.",
            "-",
            "nul",
            "nulll",
            "'a'",
            "\"open",
            "\"\\x\"",
            "\"\t\"",
            "{",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "[1,]",
            "[",
            "]",
            "",
            " ",
            "1 2",
            "1}",
            "{}}",
            "{\"a\":1} x",
            "true false",
            "//",
            "\"\u00e9\"",
            "\"\u0000\"");

    private static final List<String> SCHEMAS = List.of(
            "null",
            "{\"type\":\"int8\"}",
            "{\"type\":\"int16\"}",
            "{\"type\":\"int32\"}",
            "{\"type\":\"int64\"}",
            "{\"type\":\"float\"}",
            "{\"type\":\"double\"}",
            "{\"type\":\"boolean\"}",
            "{\"type\":\"string\"}",
            "{\"type\":\"bytes\"}",
            "{\"type\":\"string\",\"optional\":true}",
            "{\"type\":\"int32\",\"default\":7}",
            "{\"type\":\"int32\",\"optional\":true,\"default\":7}",
            "{\"type\":\"array\",\"items\":{\"type\":\"int32\"}}",
            "{\"type\":\"array\",\"items\":{\"type\":\"bytes\",\"optional\":true}}",
            "{\"type\":\"map\",\"keys\":{\"type\":\"string\"},\"values\":{\"type\":\"int32\",\"optional\":true}}",
            "{\"type\":\"map\",\"keys\":{\"type\":\"int32\"},\"values\":{\"type\":\"int32\"}}",
            "{\"type\":\"map\",\"keys\":{\"type\":\"string\",\"optional\":true,\"name\":\"org.apache.kafka.connect.data.Date\"},"
                    + "\"values\":{\"type\":\"int32\"}}",
            "{\"type\":\"struct\",\"fields\":[]}",
            "{\"type\":\"struct\",\"fields\":[{\"field\":\"a\",\"type\":\"int32\"}]}",
            "{\"type\":\"struct\",\"fields\":[{\"field\":\"a\",\"type\":\"int32\",\"default\":9},{\"field\":\"b\",\"type\":\"boolean\","
                    + "\"optional\":true}]}",
            "{\"type\":\"struct\",\"fields\":[{\"field\":\"a\",\"type\":\"string\"}]}",
            "{\"type\":\"struct\",\"fields\":[{\"field\":\"\\u00e9\\\"\",\"type\":\"string\",\"optional\":true}]}",
            "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"}}",
            "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\"}",
            "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"x\"}}",
            "{\"type\":\"string\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"}}",
            "{\"type\":\"int32\",\"name\":\"org.apache.kafka.connect.data.Date\"}",
            "{\"type\":\"int32\",\"name\":\"org.apache.kafka.connect.data.Time\"}",
            "{\"type\":\"int64\",\"name\":\"org.apache.kafka.connect.data.Timestamp\"}",
            "{\"type\":\"struct\",\"name\":\"org.apache.kafka.connect.data.Timestamp\",\"fields\":[]}");

    private static final List<String> ODD_SCHEMAS = List.of(
            "1",
            "\"string\"",
            "[]",
            "{}",
            "true",
            "{\"type\":1}",
            "{\"type\":null}",
            "{\"type\":\"int128\"}",
            "{\"type\":\"INT8\"}",
            "{\"type\":\"array\"}",
            "{\"type\":\"array\",\"items\":null}",
            "{\"type\":\"array\",\"items\":1}",
            "{\"type\":\"map\"}",
            "{\"type\":\"map\",\"keys\":{\"type\":\"string\"}}",
            "{\"type\":\"map\",\"keys\":null,\"values\":null}",
            "{\"type\":\"map\",\"keys\":{\"type\":\"string\"},\"values\":null}",
            "{\"type\":\"struct\"}",
            "{\"type\":\"struct\",\"fields\":{}}",
            "{\"type\":\"struct\",\"fields\":[1]}",
            "{\"type\":\"struct\",\"fields\":[null]}",
            "{\"type\":\"struct\",\"fields\":[{\"type\":\"int8\"}]}",
            "{\"type\":\"struct\",\"fields\":[{\"field\":1,\"type\":\"int8\"}]}",
            "{\"type\":\"struct\",\"fields\":[{\"field\":\"\",\"type\":\"int8\"}]}",
            "{\"type\":\"struct\",\"fields\":[{\"field\":\"a\",\"type\":\"int8\"},{\"field\":\"a\",\"type\":\"int8\"}]}",
            "{\"type\":\"struct\",\"fields\":[{\"field\":\"a\"}]}",
            "{\"type\":\"struct\",\"fields\":[],\"default\":{}}",
            "{\"type\":\"int8\",\"optional\":\"true\"}",
            "{\"type\":\"int8\",\"optional\":null,\"name\":null,\"version\":null,\"doc\":null,\"parameters\":null}",
            "{\"type\":\"int8\",\"name\":1,\"version\":\"1\",\"doc\":1,\"parameters\":[]}",
            "{\"type\":\"int8\",\"version\":1.5}",
            "{\"type\":\"int8\",\"version\":4294967298}",
            "{\"type\":\"int8\",\"version\":123456789012345678901}",
            "{\"type\":\"int8\",\"name\":\"\",\"doc\":\"\",\"parameters\":{}}",
            "{\"type\":\"int8\",\"parameters\":{\"b\":\"1\",\"a\":\"2\"}}",
            "{\"type\":\"int8\",\"parameters\":{\"b\":1}}",
            "{\"type\":\"int8\",\"default\":null}",
            "{\"type\":\"int8\",\"optional\":true,\"default\":null}",
            "{\"type\":\"string\",\"default\":1}",
            "{\"type\":\"string\",\"optional\":true,\"default\":1}",
            "{\"type\":\"int8\",\"default\":\"x\"}",
            "{\"type\":\"int8\",\"default\":300}",
            "{\"type\":\"double\",\"default\":\"NaN\"}",
            "{\"type\":\"bytes\",\"default\":\"AQID\"}",
            "{\"type\":\"bytes\",\"default\":\"*\"}",
            "{\"type\":\"array\",\"items\":{\"type\":\"int8\"},\"default\":[1,2]}",
            "{\"type\":\"array\",\"items\":{\"type\":\"int8\"},\"default\":[null]}",
            "{\"type\":\"map\",\"keys\":{\"type\":\"string\"},\"values\":{\"type\":\"int8\"},\"default\":{\"a\":1}}",
            "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"},\"default\":1.5}",
            "{\"type\":\"int8\",\"type\":\"int16\"}",
            "{\"unknown\":[1,{\"a\":null}],\"type\":\"int8\"}",
            "{\"type\":\"int8\"");

    private static final List<String> ENVELOPES = List.of(
            "{\"schema\":%s,\"payload\":%s}",
            "{\"payload\":%2$s,\"schema\":%1$s}",
            " { \"schema\" : %s ,\n\"payload\"\t: %s } \r\n",
            "\n{\"payload\" :%2$s ,\"schema\": %1$s}",
            "{\"schema\":%s,\"payload\":%s,\"extra\":1}",
            "{\"schema\":%s,\"payload\":%s}}",
            "{\"schema\":%s,\"payload\":%s} garbage",
            "{\"schema\":%s,\"payload\":%s",
            "{\"schema\":%s,\"payload\":%s]",
            "{\"schema\":null,\"schema\":%s,\"payload\":%s}",
            "{\"schema\":%1$s,\"payload\":1,\"payload\":%2$s}",
            "{\"schema\":%1$s,\"payload\":%2$s,\"schema\":null}",
            "{\"schema\":%1$s,\"payload\":%2$s,\"payload\":null}",
            "{\"payload\":1,\"schema\":%1$s,\"payload\":%2$s}",
            "{\"schem\\u0061\":%s,\"payload\":%s}",
            "[%s,%s]",
            "{\"schema\":%s,\"payloads\":%s}",
            "{\"schema\":%1$s}",
            "{\"payload\":%2$s}");

    @Test
    void everyValueInEverySchema() {
        for (boolean replace : new boolean[] {true, false}) {
            Twins twins = new Twins("", Map.of("replace.null.with.default", replace));
            for (String schema : SCHEMAS) {
                for (String value : VALUES) {
                    twins.read(String.format(ENVELOPES.get(0), schema, value).getBytes(UTF_8));
                }
            }
        }
    }

    @Test
    void everyValueWithAFixedSchema() {
        for (String schema : SCHEMAS) {
            Twins twins = new Twins("", Map.of("schema.content", schema));
            Twins off = new Twins("", Map.of("schema.content", schema, "schemas.enable", false));
            for (String value : VALUES) {
                twins.read(value.getBytes(UTF_8));
                off.read(value.getBytes(UTF_8));
            }
        }
    }

    @Test
    void everyEnvelope() {
        for (int cache : new int[] {0, 1, 1000}) {
            Twins twins = new Twins("", Map.of("schemas.cache.size", cache));
            for (String envelope : ENVELOPES) {
                for (String schema : SCHEMAS.subList(16, 22)) {
                    for (String value : List.of(
                            "null", "1", "-1.5", "\"AQID\"", "true", "{\"a\":1}", "[[1,2]]", "{\"a\":", "1-1")) {
                        twins.readAgain(String.format(envelope, schema, value).getBytes(UTF_8));
                    }
                }
            }
        }
    }

    @Test
    void somethingBetweenPayloadAndSchema() {
        Twins twins = new Twins("", Map.of());
        String ending = ",\"schema\":{\"type\":\"int32\"}}";
        String beginning = "{\"payload\":";
        for (String between : List.of(
                "",
                " ",
                ",",
                "}",
                "{}",
                ",\"x\":1",
                ",\"payload\":2",
                ",\"schema\":null",
                " 2",
                "2",
                ".5",
                "e2",
                "x",
                "\"",
                "]",
                "\u0000")) {
            for (String value : List.of("1", "\"a\"", "true", "null", "[]", "{}")) {
                twins.read((beginning + "1" + ending).getBytes(UTF_8));
                twins.read((beginning + value + between + ending).getBytes(UTF_8));
                twins.read((beginning + between + value + ending).getBytes(UTF_8));
                twins.read((between + beginning + value + ending).getBytes(UTF_8));
                twins.read((beginning + value + ending + between).getBytes(UTF_8));
            }
        }
        twins.read((beginning + ending.substring(1)).getBytes(UTF_8));
        twins.read((beginning.substring(0, 5) + ending).getBytes(UTF_8));
        assertThat(twins.failures()).isPositive();
    }

    @Test
    void everyOddSchema() {
        for (boolean replace : new boolean[] {true, false}) {
            Twins twins = new Twins("", Map.of("replace.null.with.default", replace));
            for (String schema : ODD_SCHEMAS) {
                for (String value : List.of("null", "1", "\"x\"", "{}", "[", "{\"a\":1}")) {
                    twins.readAgain(
                            String.format(ENVELOPES.get(0), schema, value).getBytes(UTF_8));
                    twins.readAgain(
                            String.format(ENVELOPES.get(1), schema, value).getBytes(UTF_8));
                }
            }
        }
    }

    @Test
    void everyEncodingThatJacksonDetects() {
        List<String> charsets =
                List.of("UTF-8", "UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE", "ISO-8859-1");
        for (boolean schemas : new boolean[] {true, false}) {
            Twins twins = new Twins("", Map.of("schemas.enable", schemas));
            for (String text : List.of(
                    "{\"schema\":{\"type\":\"string\"},\"payload\":\"\u00e9\u20ac\"}",
                    "{\"a\":1}",
                    "1",
                    "\"x\"",
                    "[]",
                    "[0]",
                    " 1",
                    "",
                    "x")) {
                for (String charset : charsets) {
                    twins.read(text.getBytes(Charset.forName(charset)));
                    twins.read(("\uFEFF" + text).getBytes(Charset.forName(charset)));
                }
            }
            twins.read(null);
            twins.read(new byte[] {0});
            twins.read(new byte[] {'1', 0});
            twins.read(new byte[] {'{', 0, 0, 0});
            twins.read(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'});
            twins.read(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'});
            twins.read(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 998, 999, 1000, 3000})
    void nestingIsAllowedAsDeepAsByApache(int depth) {
        String lists = "[".repeat(depth) + "1" + "]".repeat(depth);
        String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        String schema = "{\"type\":\"array\",\"items\":".repeat(depth) + "{\"type\":\"int8\"}" + "}".repeat(depth);
        Twins off = new Twins("", Map.of("schemas.enable", false));
        Twins on = new Twins("", Map.of());
        for (String json : List.of(lists, objects, "[" + lists.replace(']', '}'))) {
            off.read(json.getBytes(UTF_8));
            for (String envelope : ENVELOPES.subList(0, 3)) {
                // What surrounds the payload is known before the payload is too deep.
                on.read(String.format(envelope, "null", "1").getBytes(UTF_8));
                on.read(String.format(envelope, "null", json).getBytes(UTF_8));
                on.readAgain(String.format(envelope, "null", json).getBytes(UTF_8));
                on.readAgain(
                        String.format(envelope, "{\"type\":\"int8\"}", json).getBytes(UTF_8));
                on.readAgain(String.format(envelope, schema, json).getBytes(UTF_8));
            }
        }
    }

    @Test
    void whatJacksonLimitsIsLimited() {
        Twins off = new Twins("", Map.of("schemas.enable", false));
        Twins on = new Twins("", Map.of());
        String longNumber = "1".repeat(1001);
        List<String> documents = new ArrayList<>(List.of(
                longNumber,
                "1." + longNumber,
                "[1e" + longNumber + "]",
                "1".repeat(1000),
                "\"" + "x".repeat(100_000) + "\"",
                "{\"" + "n".repeat(49_999) + "\":1}",
                "{\"" + "n".repeat(50_001) + "\":1}",
                "{\"unknown\":" + longNumber + "}"));
        for (String json : documents) {
            off.read(json.getBytes(UTF_8));
            on.readAgain(String.format(ENVELOPES.get(0), "null", json).getBytes(UTF_8));
            on.readAgain(String.format(ENVELOPES.get(0), SCHEMAS.get(20), json).getBytes(UTF_8));
        }
    }

    @Test
    void aFieldNameLongerThanJacksonAllowsIsRefused() {
        for (int length : new int[] {999, 1001, 50_000, 50_001}) {
            String name = "n".repeat(length);
            String schema = "{\"type\":\"struct\",\"fields\":[{\"field\":\"" + name + "\",\"type\":\"int8\"}]}";
            Twins twins = new Twins("", Map.of());
            twins.readAgain(String.format(ENVELOPES.get(0), schema, "{\"" + name + "\":1}")
                    .getBytes(UTF_8));
            assertThat(twins.failures()).isEqualTo(length > 50_000 ? 3 : 0);
        }
    }

    @Test
    void aSchemaThatComesAgainIsTheSameObject() {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of(), false);
        String schema = SCHEMAS.get(19);
        SchemaAndValue first = read(converter, String.format(ENVELOPES.get(0), schema, "{\"a\":1}"));
        SchemaAndValue second = read(converter, String.format(ENVELOPES.get(0), schema, "{\"a\":2}"));
        SchemaAndValue third = read(converter, String.format(ENVELOPES.get(1), schema, "{\"a\":3}"));
        assertThat(second.schema()).isSameAs(first.schema());
        assertThat(third.schema()).isSameAs(first.schema());
        assertThat(((Struct) third.value()).schema()).isSameAs(first.schema());
        assertThat(((Struct) third.value()).getInt32("a")).isEqualTo(3);
    }

    @Test
    void aMapHasItsEntriesInTheOrderOfApaches() {
        org.apache.kafka.connect.json.JsonConverter theirs = new org.apache.kafka.connect.json.JsonConverter();
        theirs.configure(Map.of("schemas.enable", false), false);
        JsonConverter ours = new JsonConverter();
        ours.configure(Map.of("schemas.enable", false), false);
        StringBuilder json = new StringBuilder("{\"first\":0");
        for (int i = 0; i < 200; i++) {
            // "Aa" and "BB" have equal hash codes: within a bucket the order is that of insertion.
            json.append(",\"")
                    .append(i % 3 == 0 ? "Aa" : "BB")
                    .append(i % 50 < 25 ? "Aa" : "BB")
                    .append(i % 40)
                    .append("\":")
                    .append(i);
        }
        byte[] document = json.append('}').toString().getBytes(UTF_8);
        Map<?, ?> their = (Map<?, ?>) theirs.toConnectData("t", document).value();
        Map<?, ?> our = (Map<?, ?>) ours.toConnectData("t", document).value();
        assertThat(new ArrayList<>(our.entrySet()).toString()).isEqualTo(new ArrayList<>(their.entrySet()).toString());
        assertThat(our).hasSizeGreaterThan(50);
    }

    @Test
    void equalSchemasKeepTheOrderOfParametersThatWasSeenFirst() {
        JsonConverter ours = new JsonConverter();
        org.apache.kafka.connect.json.JsonConverter theirs = new org.apache.kafka.connect.json.JsonConverter();
        ours.configure(Map.of(), false);
        theirs.configure(Map.of(), false);
        String one = "{\"type\":\"int8\",\"parameters\":{\"a\":\"1\",\"b\":\"2\"}}";
        String other = "{\"parameters\":{\"b\":\"2\",\"a\":\"1\"},\"type\":\"int8\"}";
        List<String> documents = List.of(
                // Refused, so that its schema counts for nothing.
                "{\"schema\":" + other + ",\"payload\":1,\"extra\":1}",
                "{\"schema\":" + one + ",\"payload\":1}",
                "{\"schema\":" + other + ",\"payload\":1}",
                "{\"schema\":{\"type\":\"array\",\"items\":" + other + "},\"payload\":[1]}");
        for (String document : documents) {
            String their;
            try {
                their = parameters(
                        theirs.toConnectData("t", document.getBytes(UTF_8)).schema());
            } catch (RuntimeException e) {
                their = e.getClass().getName();
            }
            String our;
            try {
                our = parameters(read(ours, document).schema());
            } catch (RuntimeException e) {
                our = e.getClass().getName();
            }
            assertThat(our).isEqualTo(their);
        }
        assertThat(parameters(read(ours, documents.get(2)).schema())).isEqualTo("{a=1, b=2}");
    }

    private static String parameters(Schema schema) {
        return (schema.type() == Schema.Type.ARRAY ? schema.valueSchema() : schema)
                .parameters()
                .toString();
    }

    private static SchemaAndValue read(JsonConverter converter, String document) {
        return converter.toConnectData("t", document.getBytes(UTF_8));
    }
}
