package io.penstock.core.task.replay.chain;

import io.penstock.core.pipeline.deadletter.Letter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a letter.
 *
 * @param letter which
 * @param fate what
 * @param error why it was not delivered
 * @param again the id that it has as a new letter, when it failed
 */
public record Verdict(
        Letter letter,
        Fate fate,
        @Nullable String error,
        @Nullable String again) {

    /** What can become of a letter. */
    public enum Fate {
        /** The task has confirmed it, or Kafka has acknowledged it. */
        DELIVERED,
        /** A transform of the connector left it out. */
        FILTERED,
        /** It failed again. */
        FAILED,
        /** It was not tried. */
        REFUSED,
        /** The task took it and has not confirmed it. */
        UNCONFIRMED;

        /** As the audit has it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Verdict delivered(Letter letter) {
        return new Verdict(letter, Fate.DELIVERED, null, null);
    }

    public static Verdict filtered(Letter letter) {
        return new Verdict(letter, Fate.FILTERED, null, null);
    }

    public static Verdict unconfirmed(Letter letter, String error) {
        return new Verdict(letter, Fate.UNCONFIRMED, error, null);
    }

    public static Verdict failed(Letter letter, Throwable error, @Nullable String again) {
        return new Verdict(letter, Fate.FAILED, error.toString(), again);
    }

    /** It is not tried, and stays where it is. */
    public static Verdict refused(Letter letter, String error) {
        return new Verdict(letter, Fate.REFUSED, error, null);
    }
}
