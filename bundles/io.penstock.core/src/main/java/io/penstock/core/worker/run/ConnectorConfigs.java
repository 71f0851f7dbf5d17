package io.penstock.core.worker.run;

import io.penstock.api.ConnectorType;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.RestartSettings;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.worker.plan.Available;
import java.util.Map;
import java.util.Optional;

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

    /**
     * The restart policy that a configuration asks for; empty when there is none or it cannot be read. Pure.
     *
     * @param config resolved, or as written when it could not be resolved
     */
    Optional<RestartSettings> restarts(Map<String, String> config);

    /**
     * Asks the worker's policy about the client settings that a resolved configuration overrides: what a variable stands for
     * may be forbidden though it was not when the configuration was written. Runs the policy's code: never on the control
     * loop (I3). Fails with CONFIG_INVALID naming what is forbidden.
     *
     * @param offsets whether the client is asked for that reads and changes a sink's offsets, too
     */
    void checkOverrides(ResolvedConfig config, Plugin connector, boolean offsets);
}
