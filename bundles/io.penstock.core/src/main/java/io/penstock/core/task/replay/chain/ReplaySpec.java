package io.penstock.core.task.replay.chain;

import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.task.TaskSpec;

/**
 * What a replay's chain is made from.
 *
 * @param id the replay's
 * @param task the task whose configuration, record path and settings are used
 * @param queue where letters go that fail again
 */
public record ReplaySpec(String id, TaskSpec task, DeadLetterSettings queue) {}
