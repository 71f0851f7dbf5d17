package io.penstock.core.config.connector;

import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.key.WorkerKeys;
import io.penstock.core.config.worker.WorkerConfig;
import java.util.Map;
import java.util.Optional;

/**
 * Which converters a connector uses. A connector that names a converter sets it up with keys of its own; if it names
 * none, the worker's is used as the worker sets it up, and sub-keys in the connector's configuration have no effect
 * (Apache: {@code Plugins.newConverter}).
 */
final class Converters {

    private Converters() {}

    static PluginSettings key(Map<String, String> config, WorkerConfig worker) {
        return own("key", WorkerKeys.KEY_CONVERTER, config).orElseGet(worker::keyConverter);
    }

    static PluginSettings value(Map<String, String> config, WorkerConfig worker) {
        return own("value", WorkerKeys.VALUE_CONVERTER, config).orElseGet(worker::valueConverter);
    }

    static PluginSettings header(Map<String, String> config, WorkerConfig worker) {
        return own("header", WorkerKeys.HEADER_CONVERTER, config).orElseGet(worker::headerConverter);
    }

    /** Whether the connector names the converter itself. */
    static boolean isOwn(String key, Map<String, String> config) {
        String name = config.get(key);
        return name != null && !name.isBlank();
    }

    private static Optional<PluginSettings> own(String alias, String key, Map<String, String> config) {
        String name = config.get(key);
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        String version = config.get(WorkerKeys.version(key));
        return Optional.of(new PluginSettings(
                alias,
                name.trim(),
                version == null ? null : version.trim(),
                Map.copyOf(Chain.behind(key + ".", config))));
    }
}
