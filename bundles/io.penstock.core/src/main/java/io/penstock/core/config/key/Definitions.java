package io.penstock.core.config.key;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.jspecify.annotations.Nullable;

/**
 * Turns definitions around. Kafka parses a key of type CLASS by loading the class through the thread's context class
 * loader; a plugin's class is visible in its own bundle only, so the framework reads such keys as text and looks the name
 * up among the plugins instead.
 */
public final class Definitions {

    private Definitions() {}

    /** The definition with every key of type CLASS as STRING, its validator left out. */
    public static ConfigDef textual(ConfigDef definition) {
        ConfigDef textual = new ConfigDef();
        for (ConfigKey key : definition.configKeys().values()) {
            textual.define(key.type == ConfigDef.Type.CLASS ? asText(key) : key);
        }
        return textual;
    }

    /** The names of the keys of type CLASS. */
    public static Set<String> classKeys(ConfigDef definition) {
        return definition.configKeys().values().stream()
                .filter(key -> key.type == ConfigDef.Type.CLASS)
                .map(key -> key.name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ConfigKey asText(ConfigKey key) {
        return new ConfigKey(
                key.name,
                ConfigDef.Type.STRING,
                key.hasDefault() ? className(key.defaultValue) : ConfigDef.NO_DEFAULT_VALUE,
                null,
                key.importance,
                key.documentation,
                key.group,
                key.orderInGroup,
                key.width,
                key.displayName,
                key.dependents,
                key.recommender,
                key.internalConfig);
    }

    private static @Nullable String className(@Nullable Object defaultValue) {
        return defaultValue == null ? null : ConfigDef.convertToString(defaultValue, ConfigDef.Type.CLASS);
    }
}
