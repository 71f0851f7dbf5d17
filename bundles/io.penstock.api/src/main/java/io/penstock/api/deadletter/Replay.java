package io.penstock.api.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A replay, as it is at one moment.
 *
 * @param id names it in headers and in the audit
 * @param connector whose letters
 * @param state how far it is
 * @param who asked for it
 * @param selection which letters, as it was asked for
 * @param options {@code to}, {@code rate}, {@code dry_run}, {@code force}, {@code remaining}, {@code max_attempts}
 * @param started when
 * @param ended when, null while it runs
 * @param why it ended, null while it runs
 * @param counts what has become of the letters
 * @param problems some of those that were not delivered, with the reason; at most {@link #MOST_PROBLEMS}
 */
public record Replay(
        String id,
        String connector,
        ReplayState state,
        String who,
        Map<String, String> selection,
        Map<String, Object> options,
        Instant started,
        @Nullable Instant ended,
        @Nullable String why,
        ReplayCounts counts,
        List<Problem> problems) {

    /** How many problems are kept. */
    public static final int MOST_PROBLEMS = 20;

    /**
     * A letter that was not delivered.
     *
     * @param letter its id
     * @param outcome {@code failed}, {@code refused} or {@code unconfirmed}
     * @param error why
     */
    public record Problem(String letter, String outcome, String error) {}
}
