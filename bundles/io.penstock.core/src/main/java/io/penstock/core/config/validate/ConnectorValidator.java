package io.penstock.core.config.validate;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.api.config.ConfigKeyValue;
import io.penstock.api.config.ConfigReport;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.config.connector.PluginNeeds;
import io.penstock.core.config.connector.TopicCreation;
import io.penstock.core.config.key.ConnectorKeys;
import io.penstock.core.config.key.ExtensionKeys;
import io.penstock.core.config.key.SinkKeys;
import io.penstock.core.config.key.SourceKeys;
import io.penstock.core.config.key.WorkerKeys;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.plugin.Resolution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.connector.Connector;
import org.jspecify.annotations.Nullable;

/**
 * Validates connector configurations in the order of Apache's worker ({@code AbstractHerder.validateConnectorConfig}):
 * variables, class and version, the framework's keys with those of transforms and predicates, rules for sources and sinks,
 * null values, converters, client overrides, and at last the connector itself.
 *
 * <p>Runs plugin code on the calling thread: never call it on the control loop or a REST thread, and do so with a deadline
 * (I3). Thread-safe. No report or error shows what a variable stands for (I6).
 */
public final class ConnectorValidator {

    private static final String NULL_VALUE = "Null value can not be supplied as the configuration value.";

    private final WorkerConfig worker;
    private final Variables variables;
    private final Plugins plugins;

    /** A validator for one worker. */
    public ConnectorValidator(WorkerConfig worker, Variables variables, Plugins plugins) {
        this.worker = worker;
        this.variables = variables;
        this.plugins = plugins;
    }

    /**
     * Validates a configuration.
     *
     * @param raw the configuration as it was written; null values are reported
     * @throws WorkerException BAD_REQUEST when there is no {@code connector.class} or no plugin has it, CONFIG_INVALID when
     *     a variable cannot be read, PLUGIN_FAILED when the connector's constructor, {@code config()} or {@code validate()}
     *     throws
     */
    public ConfigReport validate(Map<String, @Nullable String> raw) {
        ResolvedConfig resolved = variables.resolve(raw);
        try {
            return hide(validate(resolved), resolved);
        } catch (WorkerException e) {
            String hidden = resolved.hide(e.getMessage());
            throw hidden.equals(e.getMessage()) ? e : e.code().of(hidden);
        } catch (ConfigException e) {
            // A transform's alias may hold a dot, so that its keys collide with those of another one.
            throw ErrorCode.CONFIG_INVALID.of(resolved.hide(String.valueOf(e.getMessage())));
        }
    }

    private ConfigReport validate(ResolvedConfig resolved) {
        Map<String, String> config = resolved.values();
        PluginView view = plugins.view();
        String name = config.get(ConnectorKeys.CONNECTOR_CLASS);
        if (name == null) {
            throw ErrorCode.BAD_REQUEST.of(
                    "Connector config " + Shown.config(resolved.raw()) + " contains no connector type");
        }
        try (Leases leases = new Leases(plugins)) {
            Resolution resolution = PluginNeeds.connector(config, view);
            if (resolution instanceof Resolution.Missing missing) {
                return withoutConnector(config, view, missing.reason(), leases);
            }
            return withConnector(config, view, ((Resolution.Found) resolution).plugin(), leases);
        }
    }

    /**
     * Checks again, before clients are made, that the worker's policy lets the connector's overrides pass: the policy, or
     * what a variable stands for, may have changed since the configuration was stored (Apache: {@code
     * Worker.connectorClientConfigOverrides}).
     *
     * @param offsets whether the admin client that changes a sink's offsets is used, too
     * @throws WorkerException CONFIG_INVALID naming the settings that may not be overridden, PLUGIN_NOT_FOUND or
     *     PLUGIN_FAILED when there are overrides and the policy cannot be told the connector's class
     */
    public void checkOverrides(ResolvedConfig config, Plugin connector, boolean offsets) {
        if (config.values().keySet().stream().noneMatch(OverrideChecks::isOverride)) {
            return;
        }
        boolean source = !connector.types().contains(PluginType.SINK);
        try (Leases leases = new Leases(plugins)) {
            Class<? extends Connector> type =
                    leases.instance(connector, Connector.class).getClass();
            List<ConfigReport> reports =
                    new OverrideChecks(worker, plugins.view(), leases).check(config.values(), source, type, offsets);
            ConfigReport report = hide(Reports.merged(connector.className(), reports), config);
            String forbidden = report.configs().stream()
                    .map(ConfigReport.Entry::value)
                    .flatMap(value -> value.errors().stream().map(error -> value.name() + ": " + error))
                    .collect(Collectors.joining("; "));
            if (!forbidden.isEmpty()) {
                throw ErrorCode.CONFIG_INVALID.of("The worker does not allow client settings of connector "
                        + config.values().get(ConnectorKeys.NAME) + ". " + forbidden
                        + ". Remove them from the connector's configuration, or change "
                        + WorkerKeys.OVERRIDE_POLICY + " in the worker's");
            }
        }
    }

    /** The plugin is there in another version only: the framework's keys are reported with what is wrong. */
    private ConfigReport withoutConnector(Map<String, String> config, PluginView view, String reason, Leases leases) {
        Plugin other = ConnectorLookup.otherVersion(config, view, reason);
        FrameworkKeys keys = new FrameworkKeys(ConnectorKeys::definition, config, worker, view, null, leases);
        Map<String, ConfigValue> values = keys.check();
        Candidates candidates = new Candidates(view);
        for (String key : List.of(ConnectorKeys.CONNECTOR_CLASS, ConnectorKeys.CONNECTOR_VERSION)) {
            values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(reason);
        }
        values.computeIfAbsent(ConnectorKeys.CONNECTOR_VERSION, ConfigValue::new)
                .recommendedValues(candidates.versions(PluginNeeds.CONNECTORS, other.className()));
        addNullErrors(config, values);
        return complete(
                config,
                keys,
                keys.definition().configKeys(),
                values.values(),
                keys.definition().groups());
    }

    private ConfigReport withConnector(Map<String, String> config, PluginView view, Plugin plugin, Leases leases) {
        Connector connector = leases.instance(plugin, Connector.class);
        boolean source = isSource(plugin);
        FrameworkKeys keys = new FrameworkKeys(
                source ? SourceKeys::definition : SinkKeys::definition, config, worker, view, plugin, leases);
        Map<String, ConfigValue> values = keys.check();
        if (!source) {
            SinkRules.check(config, worker.groupId(), values);
        } else if (worker.topicCreationEnabled()) {
            TopicCreation.problems(config).forEach(value -> values.put(value.name(), value));
        }
        checkAudit(config, values);
        boolean nulls = addNullErrors(config, values);
        List<ConfigReport> converters = new ConverterChecks(config, view, plugin, leases).check(values);
        List<ConfigReport> overrides =
                new OverrideChecks(worker, view, leases).check(config, source, connector.getClass());
        List<ConfigReport> reports = new ArrayList<>();
        reports.add(ofConnector(config, keys, values, plugin, connector, nulls));
        reports.addAll(overrides);
        reports.addAll(converters);
        return Reports.merged(name(config), reports);
    }

    /** The audit of replays is in a topic of its own. */
    private static void checkAudit(Map<String, String> config, Map<String, ConfigValue> values) {
        String audit = String.valueOf(config.get(ExtensionKeys.AUDIT_TOPIC)).trim();
        String letters = String.valueOf(config.get(SinkKeys.DLQ_TOPIC)).trim();
        if (config.get(ExtensionKeys.AUDIT_TOPIC) != null && !audit.isEmpty() && audit.equals(letters)) {
            ConfigValue value = values.computeIfAbsent(ExtensionKeys.AUDIT_TOPIC, ConfigValue::new);
            value.value(audit);
            value.addErrorMessage("The topic for the audit of replays '" + audit + "' is the dead letter topic ("
                    + SinkKeys.DLQ_TOPIC + "). Name another one, or leave the key out for '" + letters + ".audit'");
        }
    }

    private static ConfigReport ofConnector(
            Map<String, String> config,
            FrameworkKeys keys,
            Map<String, ConfigValue> values,
            Plugin plugin,
            Connector connector,
            boolean nulls) {
        Map<String, ConfigDef.ConfigKey> allKeys =
                new LinkedHashMap<>(keys.definition().configKeys());
        Set<String> groups = new LinkedHashSet<>(keys.definition().groups());
        List<ConfigValue> allValues = new ArrayList<>(values.values());
        try {
            ConfigDef own = PluginCode.call(plugin, "config()", connector::config);
            if (own == null) {
                throw ErrorCode.BAD_REQUEST.of(
                        PluginCode.describe(plugin)
                                + " returned null from config(), but has to return a ConfigDef. That is a defect of the plugin");
            }
            // Some connectors change the map that they are given.
            Config checked = PluginCode.call(plugin, "validate()", () -> connector.validate(new HashMap<>(config)));
            if (checked == null) {
                throw ErrorCode.BAD_REQUEST.of(PluginCode.describe(plugin)
                        + " returned null from validate(), but has to return a Config. That is a defect of the plugin");
            }
            allKeys.putAll(own.configKeys());
            groups.addAll(own.groups());
            allValues.addAll(checked.configValues());
        } catch (WorkerException e) {
            // Few connectors expect null values; then the report on these is what helps.
            if (!nulls) {
                throw e;
            }
        }
        return complete(config, keys, allKeys, allValues, groups);
    }

    private static ConfigReport complete(
            Map<String, String> config,
            FrameworkKeys keys,
            Map<String, ConfigDef.ConfigKey> allKeys,
            Collection<ConfigValue> values,
            Collection<String> groups) {
        Set<ConfigDef.ConfigKey> classKeys = new HashSet<>();
        for (String key : keys.classKeys()) {
            ConfigDef.ConfigKey framework = keys.definition().configKeys().get(key);
            if (framework != null) {
                classKeys.add(framework);
            }
        }
        return Reports.complete(name(config), allKeys, values, groups, classKeys);
    }

    private static boolean addNullErrors(Map<String, String> config, Map<String, ConfigValue> values) {
        boolean found = false;
        for (Map.Entry<String, String> entry : config.entrySet()) {
            if (entry.getValue() == null) {
                found = true;
                values.computeIfAbsent(entry.getKey(), ConfigValue::new)
                        .addErrorMessage(NULL_VALUE + " Give " + entry.getKey() + " a value, or leave it out");
            }
        }
        return found;
    }

    private static boolean isSource(Plugin plugin) {
        return plugin.types().contains(PluginType.SOURCE);
    }

    private static String name(Map<String, String> config) {
        return String.valueOf(config.get(ConnectorKeys.CONNECTOR_CLASS));
    }

    private static ConfigReport hide(ConfigReport report, ResolvedConfig resolved) {
        List<ConfigReport.Entry> entries = report.configs().stream()
                .map(entry -> new ConfigReport.Entry(entry.definition(), hide(entry.value(), resolved)))
                .toList();
        return new ConfigReport(resolved.hide(report.name()), report.errorCount(), report.groups(), entries);
    }

    private static ConfigKeyValue hide(ConfigKeyValue shown, ResolvedConfig resolved) {
        String key = shown.name();
        String value = shown.value();
        if (value != null) {
            boolean password = value.equals(Password.HIDDEN);
            value = resolved.isVariable(key) && !password ? resolved.raw().get(key) : resolved.hide(value);
        }
        return new ConfigKeyValue(
                key,
                value,
                shown.recommendedValues(),
                shown.errors().stream()
                        .map(message -> resolved.hideIn(key, message))
                        .toList(),
                shown.visible());
    }
}
