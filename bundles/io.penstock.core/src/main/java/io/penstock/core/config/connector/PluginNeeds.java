package io.penstock.core.config.connector;

import io.penstock.api.plugin.PluginType;
import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.TransformSettings;
import io.penstock.core.config.key.ConnectorKeys;
import io.penstock.core.config.key.WorkerKeys;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which plugins a connector needs, and whether they are there. Pure: looks names up and runs no plugin code, so the
 * control loop may ask.
 */
public sealed interface PluginNeeds {

    /** The role of the connector itself. */
    String CONNECTOR = "connector";

    /** The roles that a connector may be found under. */
    List<PluginType> CONNECTORS = List.of(PluginType.SOURCE, PluginType.SINK);

    /**
     * All are there.
     *
     * @param plugins by role: {@code connector}, {@code converter.key}, {@code converter.value}, {@code converter.header},
     *     {@code transform.<alias>}, {@code predicate.<alias>}
     */
    record Met(Map<String, Plugin> plugins) implements PluginNeeds {

        /** The connector's plugin. */
        public Plugin connector() {
            Plugin connector = plugins.get(CONNECTOR);
            if (connector == null) {
                throw new IllegalStateException("a connector needs itself");
            }
            return connector;
        }

        /** What the record path uses: all but the connector. */
        public Map<String, Plugin> used() {
            Map<String, Plugin> used = new LinkedHashMap<>(plugins);
            used.remove(CONNECTOR);
            return used;
        }
    }

    /**
     * Some are not there.
     *
     * @param reasons by role, each a sentence that says what was looked for and what to do
     */
    record Missing(Map<String, String> reasons) implements PluginNeeds {

        /** All reasons in one text, a line each: what the connector waits for. */
        public String describe() {
            List<String> lines = new ArrayList<>();
            reasons.forEach((role, reason) -> lines.add(role + ": " + reason));
            return String.join("\n", lines);
        }
    }

    /**
     * Looks up everything that a configuration names.
     *
     * @param config the connector's configuration; names of plugins that are variables have to be resolved before
     */
    static PluginNeeds resolve(Map<String, String> config, WorkerConfig worker, PluginView view) {
        Map<String, Plugin> found = new LinkedHashMap<>();
        Map<String, String> missing = new LinkedHashMap<>();
        Plugin connector = collect(CONNECTOR, connector(config, view), found, missing);
        converter("key", WorkerKeys.KEY_CONVERTER, Converters.key(config, worker), config, view, found, missing);
        converter("value", WorkerKeys.VALUE_CONVERTER, Converters.value(config, worker), config, view, found, missing);
        converter(
                "header", WorkerKeys.HEADER_CONVERTER, Converters.header(config, worker), config, view, found, missing);
        for (TransformSettings transform : Chain.transforms(config)) {
            PluginSettings plugin = transform.plugin();
            Resolution resolution = preferring(connector, PluginType.TRANSFORMATION, plugin, view);
            collect("transform." + plugin.alias(), resolution, found, missing);
        }
        Chain.predicates(config).forEach((alias, predicate) -> {
            Resolution resolution = preferring(connector, PluginType.PREDICATE, predicate, view);
            collect("predicate." + alias, resolution, found, missing);
        });
        return missing.isEmpty() ? new Met(found) : new Missing(missing);
    }

    /** Looks up the connector alone. */
    static Resolution connector(Map<String, String> config, PluginView view) {
        String name = config.get(ConnectorKeys.CONNECTOR_CLASS);
        if (name == null || name.isBlank()) {
            return new Resolution.Missing("The configuration contains no " + ConnectorKeys.CONNECTOR_CLASS);
        }
        String version = config.get(ConnectorKeys.CONNECTOR_VERSION);
        return view.resolve(CONNECTORS, name.trim(), version == null ? null : version.trim());
    }

    /**
     * Looks up a converter, transform or predicate that a connector's configuration names. Without a version it is taken
     * from the connector's own bundle if that has it, else the newest (Apache: {@code DelegatingClassLoader}).
     */
    static Resolution preferring(
            @Nullable Plugin connector, PluginType type, PluginSettings settings, PluginView view) {
        Resolution newest = view.resolve(List.of(type), settings.className(), settings.version());
        String version = settings.version();
        if (connector == null
                || (version != null && !version.equals("latest"))
                || !(newest instanceof Resolution.Found found)) {
            return newest;
        }
        String className = found.plugin().className();
        return view.all().stream()
                .filter(p -> p.bundleId() == connector.bundleId()
                        && p.types().contains(type)
                        && p.className().equals(className))
                .findFirst()
                .<Resolution>map(Resolution.Found::new)
                .orElse(newest);
    }

    private static void converter(
            String alias,
            String key,
            PluginSettings settings,
            Map<String, String> config,
            PluginView view,
            Map<String, Plugin> found,
            Map<String, String> missing) {
        PluginType type = alias.equals("header") ? PluginType.HEADER_CONVERTER : PluginType.CONVERTER;
        Plugin near = Converters.isOwn(key, config) ? found.get(CONNECTOR) : null;
        collect("converter." + alias, preferring(near, type, settings, view), found, missing);
    }

    private static @Nullable Plugin collect(
            String role, Resolution resolution, Map<String, Plugin> found, Map<String, String> missing) {
        if (resolution instanceof Resolution.Found present) {
            found.put(role, present.plugin());
            return present.plugin();
        }
        missing.put(role, ((Resolution.Missing) resolution).reason());
        return null;
    }
}
