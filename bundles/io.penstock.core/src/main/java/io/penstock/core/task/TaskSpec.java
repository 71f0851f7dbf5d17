package io.penstock.core.task;

import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.plugin.Plugin;
import java.util.Map;

/**
 * Everything that a task is started from.
 *
 * @param id which task
 * @param settings its connector's settings, resolved
 * @param config the task's own configuration as its connector made it, resolved, with {@code task.class}
 * @param connector the plugin that the task's class comes from
 * @param used every plugin that the record path uses (converters, transforms, predicates) by role and alias: {@code
 *     converter.key}, {@code converter.value}, {@code converter.header}, {@code transform.<alias>}, {@code
 *     predicate.<alias>}; chosen by the control loop, so that it knows what the task depends on
 * @param initial STARTED or PAUSED
 */
public record TaskSpec(
        TaskId id,
        ConnectorSettings settings,
        Map<String, String> config,
        Plugin connector,
        Map<String, Plugin> used,
        TargetState initial) {}
