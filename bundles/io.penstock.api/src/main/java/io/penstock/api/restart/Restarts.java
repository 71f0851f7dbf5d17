package io.penstock.api.restart;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the restart policy ({@code errors.restart.*}) is with a connector instance or a task.
 *
 * @param attempt the restart that is waited for, or the last one that was made; 0 when there was none since it began to
 *     count
 * @param max how many restarts there are at most, -1 for any number
 * @param next when it is restarted, in ms; null when no restart is waited for
 * @param givenUp whether it has failed and is not restarted by itself
 * @param reason what it has failed with last, or why it is not restarted; null when it has not failed. Names of
 *     classes, never messages, which may hold data
 */
public record Restarts(
        int attempt,
        int max,
        @Nullable Instant next,
        boolean givenUp,
        @Nullable String reason) {}
