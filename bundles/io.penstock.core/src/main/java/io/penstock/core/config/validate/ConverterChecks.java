package io.penstock.core.config.validate;

import io.penstock.api.WorkerException;
import io.penstock.api.config.ConfigReport;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.connector.Chain;
import io.penstock.core.config.key.WorkerKeys;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * Checks the converters that a connector names itself; the worker's are taken for good (Apache: {@code
 * AbstractHerder.validateAllConverterConfigs}).
 */
final class ConverterChecks {

    private static final String TYPE = "converter.type";

    private final Map<String, String> config;
    private final PluginView view;
    private final Plugin connector;
    private final Leases leases;

    ConverterChecks(Map<String, String> config, PluginView view, Plugin connector, Leases leases) {
        this.config = config;
        this.view = view;
        this.connector = connector;
        this.leases = leases;
    }

    /** Reports of the converters' own keys; what is wrong with class or version is added to the values. */
    List<ConfigReport> check(Map<String, ConfigValue> values) {
        return List.of(
                        Optional.ofNullable(
                                check("header", WorkerKeys.HEADER_CONVERTER, PluginType.HEADER_CONVERTER, values)),
                        Optional.ofNullable(check("key", WorkerKeys.KEY_CONVERTER, PluginType.CONVERTER, values)),
                        Optional.ofNullable(check("value", WorkerKeys.VALUE_CONVERTER, PluginType.CONVERTER, values)))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private @Nullable ConfigReport check(String role, String key, PluginType type, Map<String, ConfigValue> values) {
        String name = config.get(key);
        ConfigValue named = values.get(key);
        ConfigValue version = values.get(WorkerKeys.version(key));
        if (name == null
                || named == null
                || version == null
                || !version.errorMessages().isEmpty()) {
            return null;
        }
        String wanted = config.get(WorkerKeys.version(key));
        PluginSettings settings =
                new PluginSettings(role, name.trim(), wanted == null ? null : wanted.trim(), Map.of());
        Probe probe = Probe.of(key, settings, type, connector, view, leases);
        if (probe instanceof Probe.Refused refused) {
            refused.classErrors().forEach(named::addErrorMessage);
            refused.versionErrors().forEach(version::addErrorMessage);
            return null;
        }
        Probe.Answered answered = (Probe.Answered) probe;
        ConfigDef keys = answered.keys();
        if (keys == null) {
            // Converters were not always asked for their keys; some old ones answer null and work.
            return null;
        }
        String prefix = key + ".";
        Map<String, String> own = Chain.behind(prefix, config);
        own.putIfAbsent(TYPE, role);
        try {
            List<ConfigValue> checked =
                    PluginCode.call(answered.plugin(), "the check of its keys", () -> keys.validate(own));
            return Reports.prefixed(prefix, keys.configKeys(), checked);
        } catch (WorkerException e) {
            named.addErrorMessage(String.valueOf(new ConfigException(key, name, e.getMessage()).getMessage()));
            return null;
        }
    }
}
