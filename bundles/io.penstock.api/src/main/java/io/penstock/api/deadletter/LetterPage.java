package io.penstock.api.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some letters.
 *
 * @param letters in the order of the queue
 * @param cursor where the next page begins; null when there are no more
 * @param complete false when the page ended early because the search took as long as it may, or the page became too
 *     large: the cursor goes on from there
 * @param scanned how many letters were looked at
 * @param hint what to do about letters that do not tell their reason; null when all do
 */
public record LetterPage(
        List<DeadLetter> letters,
        @Nullable String cursor,
        boolean complete,
        long scanned,
        @Nullable String hint) {}
