package io.penstock.core.worker.run;

import io.penstock.api.ConnectorType;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.worker.plan.Available;
import java.util.List;
import java.util.Map;

/** What the control loop asks the configuration room. */
public interface ConnectorConfigs {

    /**
     * A configuration with its variables resolved.
     *
     * @param values all keys; holds secrets (I6)
     * @param ttlMs after how many ms a value has to be read again, negative for never
     */
    record Resolved(Map<String, String> values, long ttlMs) {}

    /** What a configuration, as written, needs of the catalog. Pure; runs on the control loop. */
    Available available(Map<String, String> config, PluginView catalog);

    /** Resolves variables. Runs code of config providers: never on the control loop (I3). */
    Resolved resolve(Map<String, String> config);

    /** Reads a resolved configuration. Pure. Fails with CONFIG_INVALID when a value cannot be read. */
    ConnectorSettings settings(Map<String, String> resolved, ConnectorType type);

    /** Puts variables back in place of their values, so that no secret is stored (I6). Pure. */
    List<Map<String, String>> conceal(
            List<Map<String, String>> tasks, Map<String, String> written, Map<String, String> resolved);

    /** Whether an expired value restarts the connector ({@code config.action.reload}). */
    boolean restartsOnReload(Map<String, String> resolved);
}
