package io.penstock.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;

/** Writes JSON as YAML in block style; every text is quoted as in JSON, which YAML understands. */
public final class Yaml {

    private final StringBuilder text = new StringBuilder();

    private Yaml() {}

    /** The text, which ends with a line break. */
    public static String of(JsonNode tree) {
        Yaml yaml = new Yaml();
        yaml.write(tree, 0);
        return yaml.text.toString();
    }

    private void write(JsonNode node, int depth) {
        if (node.isObject()) {
            node.properties().forEach(field -> entry(key(field.getKey()) + ":", field.getValue(), depth));
        } else {
            node.forEach(item -> entry("-", item, depth));
        }
    }

    private void entry(String lead, JsonNode value, int depth) {
        text.append("  ".repeat(depth)).append(lead);
        if (value.isContainerNode() && !value.isEmpty()) {
            text.append('\n');
            write(value, depth + 1);
        } else {
            text.append(' ').append(value).append('\n');
        }
    }

    private static String key(String name) {
        return name.matches("[A-Za-z_]\\w*") && !name.matches("(?i)y|n|yes|no|on|off|true|false|null")
                ? name
                : "\"" + name + "\"";
    }
}
