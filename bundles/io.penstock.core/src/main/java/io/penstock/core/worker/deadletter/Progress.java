package io.penstock.core.worker.deadletter;

import io.penstock.api.deadletter.Replay;
import io.penstock.api.deadletter.ReplayCounts;
import io.penstock.api.deadletter.ReplayRequest;
import io.penstock.api.deadletter.ReplayState;
import io.penstock.core.task.replay.chain.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a replay is. Its end comes once and is final. Thread-safe. */
final class Progress {

    private final String id;
    private final String connector;
    private final ReplayRequest request;
    private final InstantSource clock;
    private final Instant started;
    private final Map<Verdict.Fate, Long> fates = new EnumMap<>(Verdict.Fate.class);
    private final List<Replay.Problem> problems = new ArrayList<>();
    private ReplayState state = ReplayState.RUNNING;
    private long selected;
    private long skipped;
    private @Nullable Instant ended;
    private @Nullable String why;

    Progress(String id, String connector, ReplayRequest request, InstantSource clock) {
        this.id = id;
        this.connector = connector;
        this.request = request;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** How a request is shown. */
    static Map<String, Object> options(ReplayRequest request) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("to", request.target().toString());
        options.put("rate", request.rate());
        options.put("dry_run", request.dryRun());
        options.put("force", request.force());
        options.put("remaining", request.remaining());
        options.put("max_attempts", request.maxAttempts());
        return options;
    }

    synchronized void selected() {
        selected++;
    }

    synchronized void skipped() {
        skipped++;
    }

    synchronized void verdict(Verdict verdict) {
        fates.merge(verdict.fate(), 1L, Long::sum);
        String error = verdict.error();
        if (error != null && problems.size() < Replay.MOST_PROBLEMS) {
            problems.add(
                    new Replay.Problem(verdict.letter().id(), verdict.fate().toString(), error));
        }
    }

    /** Ends it; false when it had ended. */
    synchronized boolean end(ReplayState as, String reason) {
        if (state != ReplayState.RUNNING) {
            return false;
        }
        state = as;
        why = reason;
        ended = clock.instant();
        return true;
    }

    synchronized ReplayCounts counts() {
        return new ReplayCounts(
                selected,
                count(Verdict.Fate.DELIVERED),
                count(Verdict.Fate.FILTERED),
                count(Verdict.Fate.FAILED),
                count(Verdict.Fate.REFUSED),
                count(Verdict.Fate.UNCONFIRMED),
                skipped);
    }

    private long count(Verdict.Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    synchronized Replay view() {
        return new Replay(
                id,
                connector,
                state,
                request.who(),
                request.selection().parameters(),
                options(request),
                started,
                ended,
                why,
                counts(),
                List.copyOf(problems));
    }
}
