package io.penstock.launcher.demo;

import java.util.Locale;

/**
 * Where the records are.
 *
 * @param produced end offsets of the topic
 * @param delivered lines in the sink's file
 * @param deadLetters end offsets of the dead letter topic
 */
record DemoNumbers(long produced, long delivered, long deadLetters) {
    static final DemoNumbers NONE = new DemoNumbers(0, 0, 0);

    long accountedFor() {
        return delivered + deadLetters;
    }

    /** Nothing was lost and nothing came twice. */
    boolean addUp() {
        return produced == accountedFor();
    }

    /** As in 1,200 records/s   produced 12,000   delivered 11,700   dead letters 120. */
    String line(long perSecond) {
        return String.format(
                Locale.ROOT,
                "%,9d records/s   produced %,d   delivered %,d   dead letters %,d",
                perSecond,
                produced,
                delivered,
                deadLetters);
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "%,d produced = %,d delivered + %,d dead letters%s",
                produced,
                delivered,
                deadLetters,
                addUp()
                        ? ""
                        : String.format(
                                Locale.ROOT, " does NOT add up: the difference is %,d", produced - accountedFor()));
    }
}
