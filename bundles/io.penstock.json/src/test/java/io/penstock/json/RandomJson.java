package io.penstock.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Prints JSON as other producers might, and as no producer should. */
final class RandomJson {
    private static final String[] SCALARS = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-1",
        "007",
        "1.0",
        "1.50",
        "-0.0",
        "0.0",
        "1e3",
        "1E+2",
        "12e-1",
        "1e400",
        "-1e400",
        "1e-400",
        "-1e-400",
        "1e99999999999",
        "0e99999999999",
        "1e-99999999999",
        "127",
        "128",
        "300",
        "32768",
        "70000",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890",
        "1234567890123456789012345678901234567890.5",
        "3.4028235e38",
        "3.4028236e38",
        "1.17549435e-38",
        "1e-45",
        "7e-46",
        "16777217",
        "16777217.0",
        "9007199254740993",
        "9007199254740993.0",
        "4.35",
        "0.1",
        "\"\"",
        "\"text\"",
        "\"AQID\"",
        "\"AQI=\"",
        "\"AQI\"",
        "\" AQID \"",
        "\"A Q I D\"",
        "\"A\"",
        "\"NaN\"",
        "\"1\"",
        "\"\\u00e9\\uD83D\\uDE00\\n\"",
        "\"\\uD83D\"",
        "[]",
        "{}",
        "[1]",
        "{\"a\":1}",
        "[[1,2]]",
        "[[1]]",
        "[[]]",
        "86400000",
        "86400001",
        "NaN",
        "Infinity",
        "+1",
        ".5",
        "1.",
        "'a'",
        "nul",
        "\"open",
        "\"\\x\"",
        "\"\t\"",
        "",
        "}",
        "]",
        ","
    };
    private static final String[] TYPES = {
        "int8", "int16", "int32", "int64", "float", "double", "boolean", "string", "bytes", "array", "map", "struct",
        "int128"
    };

    // Keeps trailing zeros, which are part of a decimal.
    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(new JsonNodeFactory(true))
            .build();
    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Prints a document anew: spaces, order, escapes, numbers, members that come twice or not at all. */
    byte[] reprint(byte[] document, double wildness) {
        JsonNode tree;
        try {
            tree = mapper.readTree(document);
        } catch (IOException e) {
            // Half a surrogate pair in a name can be written but not read.
            return document;
        }
        StringBuilder text = new StringBuilder();
        print(tree, text, chance(0.5) ? 0 : 0.1, wildness);
        if (chance(0.1)) {
            text.append(chance(0.5) ? " \n" : " trailing");
        }
        String json = text.toString();
        return chance(0.03) ? encode(json) : json.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] encode(String json) {
        String[] charsets = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE", "ISO-8859-1"};
        if (chance(0.3)) {
            return ("\uFEFF" + json).getBytes(StandardCharsets.UTF_8);
        }
        return json.getBytes(Charset.forName(charsets[random.nextInt(charsets.length)]));
    }

    private void space(StringBuilder text, double spaces) {
        while (chance(spaces)) {
            text.append(" \t\n\r".charAt(random.nextInt(4)));
        }
    }

    private void print(JsonNode node, StringBuilder text, double spaces, double wildness) {
        space(text, spaces);
        if (chance(wildness)) {
            text.append(SCALARS[random.nextInt(SCALARS.length)]);
        } else if (node instanceof ObjectNode object) {
            printObject(object, text, spaces, wildness);
        } else if (node.isArray()) {
            text.append('[');
            for (Iterator<JsonNode> each = node.elements(); each.hasNext(); ) {
                print(each.next(), text, spaces, wildness);
                text.append(each.hasNext() ? "," : "");
            }
            text.append(']');
        } else if (node.isTextual() && chance(0.2)) {
            printEscaped(node.textValue(), text);
        } else {
            text.append(node);
        }
        space(text, spaces);
    }

    private void printObject(ObjectNode object, StringBuilder text, double spaces, double wildness) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
        if (chance(0.15)) {
            Collections.shuffle(members, random);
        }
        if (!members.isEmpty() && chance(wildness)) {
            members.remove(random.nextInt(members.size()));
        }
        if (!members.isEmpty() && chance(wildness)) {
            Map.Entry<String, JsonNode> one = members.get(random.nextInt(members.size()));
            members.add(
                    random.nextInt(members.size() + 1),
                    chance(0.5)
                            ? one
                            : Map.entry(one.getKey(), mapper.getNodeFactory().numberNode(5)));
        }
        if (chance(wildness)) {
            members.add(
                    random.nextInt(members.size() + 1),
                    Map.entry(
                            "unknown" + random.nextInt(3),
                            mapper.createArrayNode().add(object.deepCopy())));
        }
        text.append('{');
        for (Iterator<Map.Entry<String, JsonNode>> each = members.iterator(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> member = each.next();
            space(text, spaces);
            if (chance(0.03)) {
                printEscaped(member.getKey(), text);
            } else {
                text.append(mapper.getNodeFactory().textNode(member.getKey()));
            }
            space(text, spaces);
            text.append(':');
            if (member.getKey().equals("type") && chance(wildness)) {
                text.append('"').append(TYPES[random.nextInt(TYPES.length)]).append('"');
            } else {
                print(member.getValue(), text, spaces, wildness);
            }
            text.append(each.hasNext() ? "," : "");
        }
        text.append('}');
    }

    private void printEscaped(String value, StringBuilder text) {
        text.append('"');
        for (char c : value.toCharArray()) {
            text.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
        }
        text.append('"');
    }

    /** An envelope with its members in the order of their names. */
    byte[] payloadFirst(byte[] document) {
        try {
            JsonNode tree = mapper.readTree(document);
            ObjectNode sorted = mapper.createObjectNode();
            sorted.set("payload", tree.path("payload"));
            sorted.set("schema", tree.path("schema"));
            return tree.has("payload") ? mapper.writeValueAsBytes(sorted) : document;
        } catch (IOException e) {
            return document;
        }
    }

    /** A document with one or a few bytes changed, lost or added, or cut off. */
    byte[] damage(byte[] document) {
        byte[] bytes = document.clone();
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = splice(bytes, at, new byte[0], 1);
                case 4 -> bytes = splice(bytes, at, syntax(), 0);
                default -> bytes = splice(bytes, at, syntax(), 1);
            }
        }
        return bytes;
    }

    private byte[] syntax() {
        String all = "{}[],:\"\\ 0123456789-+.eEtrufalsn\u00e9\u0000";
        return chance(0.8)
                ? all.substring(random.nextInt(all.length())).substring(0, 1).getBytes(StandardCharsets.UTF_8)
                : SCALARS[random.nextInt(SCALARS.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] splice(byte[] bytes, int at, byte[] added, int dropped) {
        byte[] result = new byte[bytes.length + added.length - dropped];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(added, 0, result, at, added.length);
        System.arraycopy(bytes, at + dropped, result, at + added.length, bytes.length - at - dropped);
        return result;
    }
}
