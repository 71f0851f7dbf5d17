package io.penstock.core.worker.instance;

import io.penstock.api.TargetState;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.plugin.Plugin;

/**
 * Everything that a connector instance is started from.
 *
 * @param settings the connector's settings, resolved
 * @param plugin what it is an instance of
 * @param initial the target state to begin with
 */
public record ConnectorSpec(ConnectorSettings settings, Plugin plugin, TargetState initial) {}
