package io.penstock.core.worker.run;

import io.penstock.api.ConnectorType;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.worker.plan.Available;
import java.util.Map;

/** What the control loop asks the configuration room. */
public interface ConnectorConfigs {

    /**
     * What a configuration needs of the catalog. Pure; runs on the control loop.
     *
     * @param config resolved when it is at hand, else as written
     */
    Available available(Map<String, String> config, PluginView catalog);

    /** Resolves variables. Runs code of config providers: never on the control loop (I3). */
    ResolvedConfig resolve(Map<String, String> config);

    /** Reads a resolved configuration. Pure. Fails with CONFIG_INVALID when a value cannot be read. */
    ConnectorSettings settings(ResolvedConfig config, ConnectorType type);
}
