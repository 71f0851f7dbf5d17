package io.penstock.core.config.key;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/**
 * Definitions of keys written as a table, so that a person can compare them with Kafka's documentation. A line with bars
 * defines a key:
 *
 * <pre>
 * name | type | default | importance
 * name | type | default | importance | group and order | width | title
 * </pre>
 *
 * and the lines below it, up to the next such line, say what the key does. The default is {@code !} where the key is
 * required, {@code -} for null and {@code ""} for empty.
 */
final class KeyTable {

    private final String table;
    private final Map<String, Validator> rules = new HashMap<>();
    private final Map<String, @Nullable Object> defaults = new HashMap<>();
    private final Map<String, Recommender> recommenders = new HashMap<>();
    private final Map<String, ConfigDef.Type> types = new HashMap<>();

    KeyTable(String table) {
        this.table = table;
    }

    /** Adds the rule that a key's value has to keep. */
    KeyTable rule(String key, Validator rule) {
        rules.put(key, rule);
        return this;
    }

    /** Replaces a default. */
    KeyTable defaultValue(String key, @Nullable Object value) {
        defaults.put(key, value);
        return this;
    }

    /** Adds what recommends values; null adds nothing. */
    KeyTable recommend(String key, @Nullable Recommender recommender) {
        if (recommender != null) {
            recommenders.put(key, recommender);
        }
        return this;
    }

    /** Replaces a type. */
    KeyTable type(String key, ConfigDef.Type type) {
        types.put(key, type);
        return this;
    }

    /** Adds all keys to a definition, in the order of the table. */
    ConfigDef defineIn(ConfigDef def) {
        List<String> lines = table.lines().map(String::trim).toList();
        int at = 0;
        while (at < lines.size()) {
            String head = lines.get(at++);
            StringBuilder doc = new StringBuilder();
            while (at < lines.size() && !lines.get(at).contains(" | ")) {
                doc.append(doc.isEmpty() ? "" : " ").append(lines.get(at++));
            }
            def.define(key(head.split(" \\| "), doc.toString()));
        }
        return def;
    }

    private ConfigKey key(String[] cells, String doc) {
        String name = cells[0].trim();
        boolean shown = cells.length > 4;
        String place = shown ? cells[4].trim() : "";
        int space = place.lastIndexOf(' ');
        return new ConfigKey(
                name,
                types.getOrDefault(name, ConfigDef.Type.valueOf(cells[1].trim())),
                defaults.containsKey(name) ? defaults.get(name) : defaultValue(cells[2].trim()),
                rules.get(name),
                Importance.valueOf(cells[3].trim()),
                doc,
                shown ? place.substring(0, space) : null,
                shown ? Integer.parseInt(place.substring(space + 1)) : -1,
                shown ? Width.valueOf(cells[5].trim()) : Width.NONE,
                shown ? cells[6].trim() : name,
                List.of(),
                recommenders.get(name),
                false);
    }

    private static @Nullable Object defaultValue(String cell) {
        return switch (cell) {
            case "!" -> ConfigDef.NO_DEFAULT_VALUE;
            case "-" -> null;
            case "\"\"" -> "";
            default -> cell;
        };
    }
}
