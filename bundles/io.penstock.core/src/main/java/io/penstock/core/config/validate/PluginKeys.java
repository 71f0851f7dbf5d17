package io.penstock.core.config.validate;

import io.penstock.api.ErrorCode;
import io.penstock.api.config.ConfigKey;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.config.key.FrameworkDefaults;
import io.penstock.core.config.key.PluginVersionRule;
import io.penstock.core.config.key.SinkKeys;
import io.penstock.core.config.key.SourceKeys;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.plugin.Resolution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys of plugins (KIP-769). Runs plugin code on the calling thread: never call it on the control loop or a REST
 * thread (I3). Thread-safe.
 */
public final class PluginKeys {

    private static final List<PluginType> WITH_KEYS = List.of(
            PluginType.SINK,
            PluginType.SOURCE,
            PluginType.CONVERTER,
            PluginType.HEADER_CONVERTER,
            PluginType.TRANSFORMATION,
            PluginType.PREDICATE);

    private final Plugins plugins;

    /** Asks these plugins. */
    public PluginKeys(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * The keys of the plugin that a name stands for.
     *
     * @param name class name or alias
     * @param version Maven version or range, null or {@code latest} for the newest
     * @throws io.penstock.api.WorkerException PLUGIN_NOT_FOUND, BAD_REQUEST for another version than there is or a plugin
     *     without keys, PLUGIN_FAILED
     */
    public List<ConfigKey> config(String name, @Nullable String version) {
        PluginView view = plugins.view();
        String problem = version == null ? null : PluginVersionRule.problem(version);
        if (problem != null) {
            throw ErrorCode.BAD_REQUEST.of("Invalid version " + version + " for plugin " + name + ": " + problem);
        }
        Resolution resolution = view.resolve(WITH_KEYS, name, version);
        if (resolution instanceof Resolution.Found found) {
            return config(found.plugin());
        }
        String reason = ((Resolution.Missing) resolution).reason();
        if (version != null && view.resolve(WITH_KEYS, name, null) instanceof Resolution.Found) {
            throw ErrorCode.BAD_REQUEST.of(reason);
        }
        if (view.resolve(List.of(PluginType.values()), name, null) instanceof Resolution.Found) {
            throw ErrorCode.BAD_REQUEST.of("Invalid plugin class " + name + ". Valid types are sink, source, converter,"
                    + " header_converter, transformation, predicate.");
        }
        throw ErrorCode.PLUGIN_NOT_FOUND.of("Unknown plugin " + name + ".");
    }

    /**
     * The keys of a plugin: its own in their order, and behind them, for connectors, those of the framework that it does
     * not define itself.
     *
     * @throws io.penstock.api.WorkerException PLUGIN_FAILED
     */
    public List<ConfigKey> config(Plugin plugin) {
        try (Leases leases = new Leases(plugins)) {
            Map<String, ConfigDef.ConfigKey> keys =
                    new LinkedHashMap<>(own(plugin, leases).configKeys());
            framework(plugin).configKeys().forEach(keys::putIfAbsent);
            return keys.values().stream()
                    .map(key -> Reports.key(key, "", false))
                    .toList();
        }
    }

    private ConfigDef framework(Plugin plugin) {
        FrameworkDefaults defaults = FrameworkDefaults.version(plugin.version());
        if (plugin.types().contains(PluginType.SOURCE)) {
            return SourceKeys.definition(defaults);
        }
        return plugin.types().contains(PluginType.SINK) ? SinkKeys.definition(defaults) : new ConfigDef();
    }

    private static ConfigDef own(Plugin plugin, Leases leases) {
        ConfigDef keys = PluginCode.call(plugin, "config()", () -> ask(plugin, leases));
        if (keys == null) {
            throw ErrorCode.PLUGIN_FAILED.of(PluginCode.describe(plugin) + " returned null from config()");
        }
        return keys;
    }

    private static @Nullable ConfigDef ask(Plugin plugin, Leases leases) {
        Set<PluginType> types = plugin.types();
        if (types.contains(PluginType.SOURCE) || types.contains(PluginType.SINK)) {
            return leases.instance(plugin, Connector.class).config();
        }
        if (types.contains(PluginType.CONVERTER)) {
            return leases.instance(plugin, Converter.class).config();
        }
        if (types.contains(PluginType.HEADER_CONVERTER)) {
            return leases.instance(plugin, HeaderConverter.class).config();
        }
        return types.contains(PluginType.TRANSFORMATION)
                ? leases.instance(plugin, Transformation.class).config()
                : leases.instance(plugin, Predicate.class).config();
    }
}
