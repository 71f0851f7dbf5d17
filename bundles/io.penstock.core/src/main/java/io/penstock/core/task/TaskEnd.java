package io.penstock.core.task;

import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param failure why it failed, null when it stopped in order
 * @param clean whether everything that it had taken was flushed and committed
 */
public record TaskEnd(@Nullable Throwable failure, boolean clean) {}
