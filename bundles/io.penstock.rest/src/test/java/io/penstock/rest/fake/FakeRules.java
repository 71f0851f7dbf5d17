package io.penstock.rest.fake;

import io.penstock.api.ErrorCode;
import io.penstock.api.config.ConfigKey;
import io.penstock.api.config.ConfigKeyValue;
import io.penstock.api.config.ConfigReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the recorded worker found wrong with the configurations that it was given. */
final class FakeRules {

    private static final String FOUND_NO_CLASS = "Failed to find any class that implements Connector and which name"
            + " matches %s, available connectors are: " + description("Sink") + ", " + description("Source");

    private static final ConfigKey NAME = key("name", "Globally unique name to use for this connector.");

    private static final ConfigKey CLASS = key(
            "connector.class",
            "Name or alias of the class for this connector. Must be a subclass of"
                    + " org.apache.kafka.connect.connector.Connector. If the connector is"
                    + " org.apache.kafka.connect.file.FileStreamSinkConnector, you can either specify this full name, "
                    + " or use \"FileStreamSink\" or \"FileStreamSinkConnector\" to make the configuration a bit"
                    + " shorter");

    private FakeRules() {}

    static void check(Map<String, @Nullable String> config) {
        checkClass(config);
        List<String> errors = new ArrayList<>();
        if (config.containsValue(null)) {
            errors.add("Null value can not be supplied as the configuration value.");
        }
        if ("0".equals(config.get("tasks.max"))) {
            errors.add("Invalid value 0 for configuration tasks.max: Value must be at least 1");
        }
        if ("FileStreamSource".equals(config.get("connector.class")) && config.get("topic") == null) {
            errors.add("Missing required configuration \"topic\" which has no default value.");
        }
        if (!errors.isEmpty()) {
            throw ErrorCode.CONFIG_INVALID.of(
                    "Connector configuration is invalid and contains the following " + errors.size() + " error(s):\n"
                            + String.join("\n", errors) + "\nYou can also find the above list of errors at the endpoint"
                            + " `/connector-plugins/{connectorType}/config/validate`");
        }
    }

    static void checkClass(Map<String, @Nullable String> config) {
        String type = config.get("connector.class");
        if (type == null) {
            throw ErrorCode.BAD_REQUEST.of("Connector config " + config + " contains no connector type");
        }
        if (!type.startsWith("FileStream")) {
            throw ErrorCode.BAD_REQUEST.of(FOUND_NO_CLASS.formatted(type));
        }
    }

    static Map<String, String> withoutNulls(Map<String, @Nullable String> config) {
        Map<String, String> values = new LinkedHashMap<>();
        config.forEach((key, value) -> {
            if (value != null) {
                values.put(key, value);
            }
        });
        return values;
    }

    static ConfigReport report(Map<String, @Nullable String> config) {
        boolean known = config.get("connector.plugin.version") == null;
        List<String> groups = known
                ? List.of(
                        "Common",
                        "Transforms",
                        "Predicates",
                        "Error Handling",
                        "Topic Creation",
                        "Exactly Once Support",
                        "offsets.topic")
                : List.of("Common", "Transforms", "Predicates", "Error Handling");
        return new ConfigReport(String.valueOf(config.get("connector.class")), known ? 1 : 2, groups, entries(config));
    }

    private static List<ConfigReport.Entry> entries(Map<String, @Nullable String> config) {
        List<ConfigReport.Entry> entries = new ArrayList<>(List.of(entry(NAME, config), entry(CLASS, config)));
        for (String key : List.of("topic", "shared.key")) {
            String value = config.get(key);
            if (value != null && config.containsKey("shared.key")) {
                String type = key.equals("topic") ? "STRING" : "PASSWORD";
                entries.add(new ConfigReport.Entry(
                        new ConfigKey(key, type, true, null, "HIGH", "", null, -1, "NONE", key, List.of()),
                        new ConfigKeyValue(key, value, List.of(), List.of(key + " is too short: " + value), true)));
            }
        }
        return entries;
    }

    private static ConfigReport.Entry entry(ConfigKey key, Map<String, @Nullable String> config) {
        return new ConfigReport.Entry(
                key, new ConfigKeyValue(key.name(), config.get(key.name()), List.of(), List.of(), true));
    }

    private static ConfigKey key(String name, String documentation) {
        String display = name.equals("name") ? "Connector name" : "Connector class";
        return new ConfigKey(
                name,
                "STRING",
                true,
                null,
                "HIGH",
                documentation,
                "Common",
                name.equals("name") ? 1 : 2,
                name.equals("name") ? "MEDIUM" : "LONG",
                display,
                List.of());
    }

    private static String description(String kind) {
        String name = "org.apache.kafka.connect.file.FileStream" + kind + "Connector";
        String type = kind.toLowerCase(java.util.Locale.ROOT);
        return "PluginDesc{klass=class " + name + ", name='" + name + "', version='4.3.1', encodedVersion=4.3.1, type="
                + type + ", typeName='" + type + "', location='classpath'}";
    }
}
