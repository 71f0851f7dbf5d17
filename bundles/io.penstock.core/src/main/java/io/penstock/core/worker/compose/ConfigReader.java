package io.penstock.core.worker.compose;

import io.penstock.api.ConnectorType;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.RestartSettings;
import io.penstock.core.config.connector.ConnectorSettingsParser;
import io.penstock.core.config.connector.PluginNeeds;
import io.penstock.core.config.key.RestartKeys;
import io.penstock.core.config.validate.ConnectorValidator;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Resolution;
import io.penstock.core.worker.plan.Available;
import io.penstock.core.worker.run.ConnectorConfigs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The configuration room as the control loop asks it. Thread-safe. */
final class ConfigReader implements ConnectorConfigs {

    private final WorkerConfig worker;
    private final Variables variables;
    private final ConnectorSettingsParser parser;
    private final ConnectorValidator validator;

    ConfigReader(WorkerConfig worker, Variables variables, String clusterId, ConnectorValidator validator) {
        this.worker = worker;
        this.variables = variables;
        this.validator = validator;
        this.parser = new ConnectorSettingsParser(worker, clusterId);
    }

    @Override
    public Available available(Map<String, String> config, PluginView catalog) {
        Map<String, String> providers = variables.missing(new HashMap<>(config), catalog);
        if (!providers.isEmpty()) {
            Available.Part missing = new Available.Part.Missing(String.join("\n", providers.values()));
            return new Available(missing, missing);
        }
        PluginNeeds needs = PluginNeeds.resolve(config, worker, catalog);
        if (needs instanceof PluginNeeds.Met met) {
            Available.Part there = new Available.Part.There(met.plugins());
            return new Available(there, there);
        }
        String waiting = "Waits for " + ((PluginNeeds.Missing) needs).describe();
        return new Available(connector(config, catalog, waiting), new Available.Part.Missing(waiting));
    }

    private static Available.Part connector(Map<String, String> config, PluginView catalog, String waiting) {
        return PluginNeeds.connector(config, catalog) instanceof Resolution.Found found
                ? new Available.Part.There(Map.of(PluginNeeds.CONNECTOR, found.plugin()))
                : new Available.Part.Missing(waiting);
    }

    @Override
    public ResolvedConfig resolve(Map<String, String> config) {
        return variables.resolve(new HashMap<>(config));
    }

    @Override
    public ConnectorSettings settings(ResolvedConfig config, ConnectorType type) {
        return parser.parse(config, type);
    }

    @Override
    public Optional<RestartSettings> restarts(Map<String, String> config) {
        return RestartKeys.read(config);
    }

    @Override
    public void checkOverrides(ResolvedConfig config, Plugin connector, boolean offsets) {
        validator.checkOverrides(config, connector, offsets);
    }
}
