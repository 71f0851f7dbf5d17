package io.penstock.console.gogo.dlq;

import java.util.Locale;

/** What {@code dlq} can do. */
enum DlqAction {
    /** Letters, a page at a time. */
    LIST,
    /** All of one. */
    SHOW,
    /** How many of each reason. */
    REASONS,
    /** Out of the queue again. */
    REPLAY,
    /** Into a file. */
    EXPORT,
    /** Who replayed what. */
    AUDIT;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
