package io.penstock.api;

import java.util.List;
import java.util.Map;

/**
 * A connector as it was configured.
 *
 * @param name the connector's name
 * @param config its configuration as the user wrote it, variables not resolved, with {@code name}
 * @param tasks the tasks it has configurations for, in order of their numbers
 * @param type what it does
 */
public record ConnectorInfo(String name, Map<String, String> config, List<TaskId> tasks, ConnectorType type) {}
