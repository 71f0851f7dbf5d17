package io.penstock.api.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The letters of a selection by their reason.
 *
 * @param reasons the most frequent first
 * @param total how many letters there are
 * @param complete false when counting took as long as it may: there are more
 * @param scanned how many letters were looked at
 * @param hint what to do about letters that do not tell their reason; null when all do
 */
public record ReasonReport(
        List<ReasonCount> reasons,
        long total,
        boolean complete,
        long scanned,
        @Nullable String hint) {}
