package io.penstock.core.config.validate;

import io.penstock.api.config.ConfigKey;
import io.penstock.api.config.ConfigKeyValue;
import io.penstock.api.config.ConfigReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Writes what Kafka's ConfigDef found as reports, in the order and with the counts of Apache's {@code AbstractHerder}. */
final class Reports {

    private Reports() {}

    /**
     * A report of all keys: first values whose key nobody defined, then every defined key in order. Each error counts.
     *
     * @param classKeys keys of type STRING that are shown as CLASS
     */
    static ConfigReport complete(
            String name,
            Map<String, ConfigDef.ConfigKey> keys,
            Collection<ConfigValue> values,
            Collection<String> groups,
            Set<ConfigDef.ConfigKey> classKeys) {
        int errors = 0;
        List<ConfigReport.Entry> entries = new ArrayList<>();
        Map<String, ConfigValue> byName = new HashMap<>();
        for (ConfigValue value : values) {
            byName.put(value.name(), value);
            if (!keys.containsKey(value.name())) {
                entries.add(new ConfigReport.Entry(null, value(value, null)));
                errors += value.errorMessages().size();
            }
        }
        for (Map.Entry<String, ConfigDef.ConfigKey> entry : keys.entrySet()) {
            ConfigDef.ConfigKey key = entry.getValue();
            ConfigValue value = byName.getOrDefault(entry.getKey(), new ConfigValue(entry.getKey()));
            errors += value.errorMessages().size();
            entries.add(new ConfigReport.Entry(key(key, "", classKeys.contains(key)), value(value, key.type)));
        }
        return new ConfigReport(name, errors, List.copyOf(groups), List.copyOf(entries));
    }

    /** A report of a plugin's values under a prefix. A value with errors counts once. */
    static ConfigReport prefixed(
            String prefix, Map<String, ConfigDef.ConfigKey> keys, @Nullable Collection<ConfigValue> values) {
        int errors = 0;
        Set<String> groups = new LinkedHashSet<>();
        List<ConfigReport.Entry> entries = new ArrayList<>();
        for (ConfigValue value : values == null ? List.<ConfigValue>of() : values) {
            ConfigDef.ConfigKey key = keys.get(value.name());
            if (key != null && key.group != null) {
                groups.add(key.group);
            }
            errors += value.errorMessages().isEmpty() ? 0 : 1;
            ConfigValue named = new ConfigValue(
                    prefix + value.name(), value.value(), value.recommendedValues(), value.errorMessages());
            entries.add(new ConfigReport.Entry(
                    key == null ? null : key(key, prefix, false), value(named, key == null ? null : key.type)));
        }
        return new ConfigReport("", errors, List.copyOf(groups), List.copyOf(entries));
    }

    /** Reports one behind the other. */
    static ConfigReport merged(String name, List<ConfigReport> reports) {
        int errors = 0;
        Set<String> groups = new LinkedHashSet<>();
        List<ConfigReport.Entry> entries = new ArrayList<>();
        for (ConfigReport report : reports) {
            errors += report.errorCount();
            groups.addAll(report.groups());
            entries.addAll(report.configs());
        }
        return new ConfigReport(name, errors, List.copyOf(groups), List.copyOf(entries));
    }

    /** A definition as it is shown. */
    static ConfigKey key(ConfigDef.ConfigKey key, String prefix, boolean asClass) {
        boolean required = !key.hasDefault();
        return new ConfigKey(
                prefix + key.name,
                asClass ? ConfigDef.Type.CLASS.name() : key.type.name(),
                required,
                required ? null : text(key.defaultValue, key.type),
                key.importance.name(),
                key.documentation,
                key.group,
                key.orderInGroup,
                key.width.name(),
                key.displayName,
                key.dependents == null ? List.of() : List.copyOf(key.dependents));
    }

    private static ConfigKeyValue value(ConfigValue value, ConfigDef.@Nullable Type type) {
        List<String> recommended = new ArrayList<>();
        for (Object one : value.recommendedValues()) {
            String text = text(one, type == ConfigDef.Type.LIST ? ConfigDef.Type.STRING : type);
            if (text != null) {
                recommended.add(text);
            }
        }
        return new ConfigKeyValue(
                value.name(),
                text(value.value(), type),
                List.copyOf(recommended),
                List.copyOf(value.errorMessages()),
                value.visible());
    }

    /** Connectors answer with values of other types than they defined; that must not hide their other answers. */
    private static @Nullable String text(@Nullable Object value, ConfigDef.@Nullable Type type) {
        if (value instanceof Class<?> named) {
            return named.getName();
        }
        boolean fits = value instanceof List || (type != ConfigDef.Type.LIST && type != ConfigDef.Type.CLASS);
        return value == null || fits ? ConfigDef.convertToString(value, type) : value.toString();
    }
}
