package io.penstock.core.config.validate;

import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's keys, made fit for being checked among those of others: its validators and recommenders run in its own scope
 * (I4), what they throw becomes an error of the key, and classes that its keys name are looked up in its own bundle.
 */
final class ScopedKeys {

    private final Plugin plugin;
    private final Map<String, ConfigKey> keys;

    private ScopedKeys(Plugin plugin, Map<String, ConfigKey> keys) {
        this.plugin = plugin;
        this.keys = keys;
    }

    /** The keys in their order, those of type CLASS as text. */
    static ConfigDef of(Plugin plugin, ConfigDef def) {
        ScopedKeys scoped = new ScopedKeys(plugin, def.configKeys());
        ConfigDef result = new ConfigDef();
        def.configKeys().values().forEach(key -> result.define(scoped.scope(key)));
        return result;
    }

    private ConfigKey scope(ConfigKey key) {
        boolean names = key.type == ConfigDef.Type.CLASS;
        Object defaultValue = names && key.hasDefault() && key.defaultValue != null
                ? ConfigDef.convertToString(key.defaultValue, key.type)
                : key.defaultValue;
        return new ConfigKey(
                key.name,
                names ? ConfigDef.Type.STRING : key.type,
                defaultValue,
                names || key.validator != null ? validator(key) : null,
                key.importance,
                key.documentation,
                key.group,
                key.orderInGroup,
                key.width,
                key.displayName,
                key.dependents,
                key.recommender == null ? null : new Scoped(key.recommender),
                key.internalConfig);
    }

    private Validator validator(ConfigKey key) {
        Validator own = key.validator;
        return (name, value) -> call(name, value, "a validator", () -> {
            Object parsed = value == null ? null : ConfigDef.parseType(name, value, key.type);
            if (own != null) {
                own.ensureValid(name, parsed);
            }
            return "";
        });
    }

    private <T> T call(String name, @Nullable Object value, String what, Supplier<T> code) {
        try (PluginScope scope = PluginScope.enter(plugin.loader())) {
            return code.get();
        } catch (ConfigException e) {
            throw e;
        } catch (Throwable e) {
            throw new ConfigException(
                    name, value, PluginCode.describe(plugin) + " failed in " + what + " of this key: " + e);
        }
    }

    /** A recommender of the plugin, which is used to see classes where its keys name them. */
    private final class Scoped implements Recommender {

        private final Recommender own;

        Scoped(Recommender own) {
            this.own = own;
        }

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            return call(name, parsed.get(name), "a recommender", () -> own.validValues(name, withClasses(parsed)));
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return call(name, parsed.get(name), "a recommender", () -> own.visible(name, withClasses(parsed)));
        }

        private Map<String, Object> withClasses(Map<String, Object> parsed) {
            Map<String, Object> converted = new HashMap<>(parsed);
            converted.replaceAll((name, value) -> {
                ConfigKey key = keys.get(name);
                return key != null && key.type == ConfigDef.Type.CLASS && value instanceof String
                        ? ConfigDef.parseType(name, value, key.type)
                        : value;
            });
            return converted;
        }
    }
}
