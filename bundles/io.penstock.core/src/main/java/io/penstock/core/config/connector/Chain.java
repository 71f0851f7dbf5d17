package io.penstock.core.config.connector;

import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.TransformSettings;
import io.penstock.core.config.key.ConnectorKeys;
import io.penstock.core.config.key.WorkerKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Reads the transforms and predicates of a connector's configuration. */
public final class Chain {

    /** The key of a transform that names its predicate. */
    public static final String PREDICATE = "predicate";
    /** The key of a transform that turns its predicate around. */
    public static final String NEGATE = "negate";

    private static final String TYPE = "type";

    private Chain() {}

    /** Aliases listed under a key, each once. */
    public static List<String> aliases(Map<String, String> config, String key) {
        Object parsed = ConfigDef.parseType(key, config.get(key), ConfigDef.Type.LIST);
        if (!(parsed instanceof List<?> list)) {
            return List.of();
        }
        return new ArrayList<>(
                new LinkedHashSet<>(list.stream().map(String::valueOf).toList()));
    }

    /** The key that names the class of a transform or predicate. */
    public static String typeKey(String kind, String alias) {
        return kind + "." + alias + "." + TYPE;
    }

    /** The keys behind a prefix, prefix removed, null values left out. */
    public static Map<String, String> behind(String prefix, Map<String, String> config) {
        Map<String, String> found = new LinkedHashMap<>();
        config.forEach((key, value) -> {
            if (value != null && key.startsWith(prefix) && key.length() > prefix.length()) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    static List<TransformSettings> transforms(Map<String, String> config) {
        List<TransformSettings> transforms = new ArrayList<>();
        for (String alias : aliases(config, ConnectorKeys.TRANSFORMS)) {
            Map<String, String> own = behind(ConnectorKeys.TRANSFORMS + "." + alias + ".", config);
            String predicate = own.remove(PREDICATE);
            boolean negate =
                    Boolean.parseBoolean(own.getOrDefault(NEGATE, "false").trim());
            own.remove(NEGATE);
            transforms.add(new TransformSettings(
                    plugin(alias, own),
                    Optional.ofNullable(predicate).map(String::trim).orElse(null),
                    negate));
        }
        return List.copyOf(transforms);
    }

    static Map<String, PluginSettings> predicates(Map<String, String> config) {
        Map<String, PluginSettings> predicates = new LinkedHashMap<>();
        for (String alias : aliases(config, ConnectorKeys.PREDICATES)) {
            predicates.put(alias, plugin(alias, behind(ConnectorKeys.PREDICATES + "." + alias + ".", config)));
        }
        return predicates;
    }

    private static PluginSettings plugin(String alias, Map<String, String> own) {
        String version = own.get(WorkerKeys.PLUGIN_VERSION);
        return new PluginSettings(
                alias, own.getOrDefault(TYPE, "").trim(), version == null ? null : version.trim(), Map.copyOf(own));
    }
}
