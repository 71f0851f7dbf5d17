package io.penstock.core.store;

import io.penstock.api.TargetState;
import java.util.List;
import java.util.Map;

/**
 * What the config store knows of one connector.
 *
 * @param config its configuration as written, variables not resolved (I6)
 * @param target the state that was asked for
 * @param tasks the configurations of its tasks, variables not resolved
 * @param appliedConfig the configuration that {@code tasks} were made from; not equal to {@code config} when newer tasks
 *     are still to be made
 */
public record StoredConnector(
        Map<String, String> config,
        TargetState target,
        List<Map<String, String>> tasks,
        Map<String, String> appliedConfig) {}
