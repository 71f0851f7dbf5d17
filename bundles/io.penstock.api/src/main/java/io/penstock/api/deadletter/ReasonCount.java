package io.penstock.api.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many letters have the same reason.
 *
 * @param stage where they failed
 * @param exception the exception's class, null when it is unknown
 * @param count how many
 * @param first timestamp of the oldest
 * @param last timestamp of the newest
 */
public record ReasonCount(
        String stage,
        @Nullable String exception,
        long count,
        @Nullable Instant first,
        @Nullable Instant last) {}
