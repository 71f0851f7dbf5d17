package io.penstock.api.deadletter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter in a dead letter queue.
 *
 * @param id {@code <partition>-<offset>} in the dead letter topic
 * @param timestamp of the record, which is the original one's
 * @param reason why it is there
 * @param origin where it came from
 * @param source whether it is a source connector's
 * @param attempt how often it has been replayed
 * @param replay the replay that put it there again, null when none did
 * @param headers all of its headers but those of the reason and of the replay
 * @param key the original key; of a source connector as JSON with its schema
 * @param value the original value, as the key
 */
public record DeadLetter(
        String id,
        @Nullable Instant timestamp,
        Reason reason,
        Origin origin,
        boolean source,
        int attempt,
        @Nullable String replay,
        List<Header> headers,
        Content key,
        Content value) {

    /**
     * Why a record became a letter, from the headers {@code __connect.errors.*}.
     *
     * @param stage where it failed; {@link #UNKNOWN} for a letter without these headers
     * @param executing the class that ran
     * @param exception the exception's class
     * @param message the exception's message
     * @param stacktrace the exception's stack trace; null, too, when it was not asked for
     * @param task number of the task
     * @param hint what to do when the reason is unknown
     */
    public record Reason(
            String stage,
            @Nullable String executing,
            @Nullable String exception,
            @Nullable String message,
            @Nullable String stacktrace,
            @Nullable String task,
            @Nullable String hint) {

        /** The stage of a letter that does not tell its reason. */
        public static final String UNKNOWN = "unknown";
    }

    /**
     * Where a record came from.
     *
     * @param topic that it was in; of a source connector, that it was for
     * @param partition a number; of a source connector the source partition
     * @param offset a number; of a source connector the source offset
     */
    public record Origin(
            @Nullable String topic,
            @Nullable Object partition,
            @Nullable Object offset) {}

    /**
     * A header.
     *
     * @param key its name
     * @param value its content
     */
    public record Header(String key, Content value) {}

    /**
     * Bytes as people can read them.
     *
     * @param encoding {@code none} for null, {@code json} for parsed JSON, {@code text} for other UTF-8, or {@code base64}
     * @param data the text, or the JSON as maps, lists, texts, numbers and booleans
     * @param size how many bytes it is
     * @param truncated whether the data is only the beginning
     */
    public record Content(String encoding, @Nullable Object data, int size, boolean truncated) {}
}
