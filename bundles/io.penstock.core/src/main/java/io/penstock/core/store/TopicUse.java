package io.penstock.core.store;

import io.penstock.api.TaskId;

/**
 * A topic that a connector uses (Apache: {@code TopicStatus}).
 *
 * @param topic its name
 * @param task the task that used it first
 * @param discovered when, in ms since the epoch
 */
public record TopicUse(String topic, TaskId task, long discovered) {}
