package io.penstock.api;

import java.util.SortedMap;

/**
 * How a connector and its tasks are.
 *
 * @param name the connector's name
 * @param connector the connector instance
 * @param tasks the tasks by number
 * @param type what it does
 */
public record ConnectorStatus(
        String name, InstanceStatus connector, SortedMap<Integer, InstanceStatus> tasks, ConnectorType type) {}
