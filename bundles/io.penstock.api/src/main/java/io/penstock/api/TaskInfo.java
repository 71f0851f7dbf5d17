package io.penstock.api;

import java.util.Map;

/**
 * A task with the configuration that its connector made for it.
 *
 * @param id which task
 * @param config the task's configuration, variables not resolved
 */
public record TaskInfo(TaskId id, Map<String, String> config) {}
