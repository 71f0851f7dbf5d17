package io.penstock.core.config.validate;

import io.penstock.api.plugin.PluginType;
import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.connector.Chain;
import io.penstock.core.config.connector.PluginNeeds;
import io.penstock.core.config.key.ConnectorKeys;
import io.penstock.core.config.key.Definitions;
import io.penstock.core.config.key.FrameworkDefaults;
import io.penstock.core.config.key.WorkerKeys;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * What the framework reads of one connector's configuration: its own keys with the worker's defaults, and the keys of the
 * transforms and predicates that the configuration names (Apache: {@code ConnectorConfig.enrich}). One thread.
 */
final class FrameworkKeys {

    private final Map<String, String> config;
    private final WorkerConfig worker;
    private final PluginView view;
    private final Leases leases;
    private final Candidates candidates;
    private final @Nullable Plugin connector;
    private final ConfigDef definition;
    private final Set<String> classKeys = new LinkedHashSet<>(
            List.of(WorkerKeys.KEY_CONVERTER, WorkerKeys.VALUE_CONVERTER, WorkerKeys.HEADER_CONVERTER));

    /** Full class names by the key that names them; null where no such plugin is there. */
    private final Map<String, @Nullable String> classNames = new HashMap<>();

    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    /**
     * Puts the definition together. Runs code of transforms and predicates.
     *
     * @param base makes the definition of the framework's own keys
     * @param connector null when it is not there in the version that is asked for; then nothing but the framework's own
     *     keys is read
     */
    FrameworkKeys(
            Function<FrameworkDefaults, ConfigDef> base,
            Map<String, String> config,
            WorkerConfig worker,
            PluginView view,
            @Nullable Plugin connector,
            Leases leases) {
        this.config = config;
        this.worker = worker;
        this.view = view;
        this.connector = connector;
        this.leases = leases;
        this.candidates = new Candidates(view);
        FrameworkDefaults defaults = defaults();
        this.definition = base.apply(defaults);
        if (connector != null) {
            for (String alias : Chain.aliases(config, ConnectorKeys.TRANSFORMS)) {
                link(PluginType.TRANSFORMATION, ConnectorKeys.TRANSFORMS, "Transforms", "Transformation", alias);
            }
            for (String alias : Chain.aliases(config, ConnectorKeys.PREDICATES)) {
                link(PluginType.PREDICATE, ConnectorKeys.PREDICATES, "Predicates", "Predicate", alias);
            }
        }
    }

    ConfigDef definition() {
        return definition;
    }

    /** Keys that are shown as naming a class though they are read as text. */
    Set<String> classKeys() {
        return classKeys;
    }

    /** Checks the configuration against the definition; the result may be added to. */
    Map<String, ConfigValue> check() {
        Map<String, ConfigValue> values = definition.validateAll(config);
        classNames.forEach((key, className) -> {
            ConfigValue value = values.get(key);
            if (value != null) {
                value.value(className);
            }
        });
        errors.forEach((key, messages) -> {
            ConfigValue value = values.computeIfAbsent(key, ConfigValue::new);
            messages.forEach(value::addErrorMessage);
        });
        return values;
    }

    private FrameworkDefaults defaults() {
        List<Object> versions = candidates.versions(PluginNeeds.CONNECTORS, config.get(ConnectorKeys.CONNECTOR_CLASS));
        return new FrameworkDefaults(
                versions.isEmpty() ? null : String.valueOf(versions.get(versions.size() - 1)),
                connector == null
                        ? Candidates.none(ConnectorKeys.CONNECTOR_CLASS)
                        : candidates.versions(PluginNeeds.CONNECTORS, ConnectorKeys.CONNECTOR_CLASS, true),
                converter(WorkerKeys.KEY_CONVERTER, PluginType.CONVERTER, worker.keyConverter()),
                converter(WorkerKeys.VALUE_CONVERTER, PluginType.CONVERTER, worker.valueConverter()),
                converter(WorkerKeys.HEADER_CONVERTER, PluginType.HEADER_CONVERTER, worker.headerConverter()));
    }

    private FrameworkDefaults.Converter converter(String key, PluginType type, PluginSettings workers) {
        if (connector == null) {
            return new FrameworkDefaults.Converter(ConfigDef.Type.STRING, null, null, null, Candidates.none(key));
        }
        String own = config.get(key);
        String version = own == null ? workers.version() : null;
        if (version == null) {
            version = newest(type, own == null ? workers.className() : own.trim(), own == null ? null : connector);
        }
        String inherited = fullName(type, workers.className());
        if (own != null) {
            classNames.put(key, fullName(type, own.trim()));
        }
        return new FrameworkDefaults.Converter(
                ConfigDef.Type.STRING,
                inherited == null ? workers.className() : inherited,
                version,
                candidates.classes(type),
                candidates.versions(List.of(type), key, false));
    }

    private @Nullable String newest(PluginType type, @Nullable String name, @Nullable Plugin near) {
        if (name == null) {
            return null;
        }
        PluginSettings settings = new PluginSettings("", name.trim(), null, Map.of());
        return PluginNeeds.preferring(near, type, settings, view) instanceof Resolution.Found found
                ? found.plugin().version()
                : null;
    }

    private @Nullable String fullName(PluginType type, String name) {
        return view.resolve(List.of(type), name, null) instanceof Resolution.Found found
                ? found.plugin().className()
                : null;
    }

    private void link(PluginType type, String kind, String groups, String role, String alias) {
        String prefix = kind + "." + alias + ".";
        String typeKey = Chain.typeKey(kind, alias);
        String versionKey = prefix + WorkerKeys.PLUGIN_VERSION;
        String group = groups + ": " + alias;
        String what = role.toLowerCase(Locale.ROOT) + " '" + alias + "'";
        classKeys.add(typeKey);
        define(
                typeKey,
                ConfigDef.NO_DEFAULT_VALUE,
                "The plugin that is used as " + what + ".",
                group,
                0,
                role + " type for " + alias,
                candidates.classes(type));
        define(
                versionKey,
                newest(type, config.get(typeKey), connector),
                "Version of the plugin that is used as " + what + ".",
                group,
                1,
                role + " version for " + alias,
                candidates.versions(List.of(type), typeKey, true));
        boolean transform = type == PluginType.TRANSFORMATION;
        if (transform) {
            checkPredicate(prefix, typeKey);
        }
        String name = config.get(typeKey);
        if (name == null) {
            return;
        }
        classNames.put(typeKey, fullName(type, name.trim()));
        String version = config.get(versionKey);
        PluginSettings settings =
                new PluginSettings(alias, name.trim(), version == null ? null : version.trim(), Map.of());
        Probe probe = Probe.of(typeKey, settings, type, connector, view, leases);
        if (probe instanceof Probe.Refused refused) {
            refused.classErrors().forEach(message -> error(typeKey, message));
            refused.versionErrors().forEach(message -> error(versionKey, message));
            return;
        }
        Probe.Answered answered = (Probe.Answered) probe;
        ConfigDef own = answered.keys();
        if (own == null) {
            error(typeKey, PluginCode.describe(answered.plugin()) + " returned null from config()");
            return;
        }
        ConfigDef child = transform ? predicateKeys() : new ConfigDef();
        for (ConfigKey key : ScopedKeys.of(answered.plugin(), own).configKeys().values()) {
            // Keys of the framework hide those of the plugin that are called the same.
            if (!child.configKeys().containsKey(key.name)
                    && !definition.configKeys().containsKey(prefix + key.name)) {
                child.define(key);
            }
        }
        Definitions.classKeys(own).stream()
                .filter(key -> child.configKeys().containsKey(key))
                .forEach(key -> classKeys.add(prefix + key));
        definition.embed(prefix, group, 2, child);
    }

    /** The keys that every transform has. */
    private static ConfigDef predicateKeys() {
        return new ConfigDef()
                .define(
                        Chain.PREDICATE,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.MEDIUM,
                        "Name of the predicate that decides which records this transform is applied to; all when not set.")
                .define(
                        Chain.NEGATE,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether the transform is applied to those records that the predicate does not hold for.");
    }

    private void checkPredicate(String prefix, String typeKey) {
        String predicateKey = prefix + Chain.PREDICATE;
        String predicate = config.get(predicateKey);
        if (!config.containsKey(predicateKey) && config.containsKey(prefix + Chain.NEGATE)) {
            error(
                    typeKey,
                    prefix + Chain.NEGATE + " is set, but there is no " + predicateKey
                            + " that names a predicate to be turned around. Add it, or remove " + prefix
                            + Chain.NEGATE);
        }
        if (predicate != null
                && !Chain.aliases(config, ConnectorKeys.PREDICATES).contains(predicate.trim())) {
            error(
                    predicateKey,
                    "Invalid value " + predicate + " for configuration " + predicateKey + ": '"
                            + ConnectorKeys.PREDICATES + "' lists no predicate of that name. Add it there, or correct "
                            + predicateKey);
        }
    }

    private void define(
            String name,
            @Nullable Object defaultValue,
            String doc,
            String group,
            int order,
            String title,
            Recommender recommender) {
        definition.define(new ConfigKey(
                name,
                ConfigDef.Type.STRING,
                defaultValue,
                null,
                Importance.HIGH,
                doc,
                group,
                order,
                Width.LONG,
                title,
                List.of(),
                recommender,
                false));
    }

    private void error(String key, String message) {
        errors.computeIfAbsent(key, k -> new ArrayList<>()).add(message);
    }
}
