package io.penstock.rest.fake;

import io.penstock.api.ErrorCode;
import io.penstock.api.deadletter.AuditPage;
import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.deadletter.Detail;
import io.penstock.api.deadletter.LetterPage;
import io.penstock.api.deadletter.ReasonCount;
import io.penstock.api.deadletter.ReasonReport;
import io.penstock.api.deadletter.Replay;
import io.penstock.api.deadletter.ReplayCounts;
import io.penstock.api.deadletter.ReplayRequest;
import io.penstock.api.deadletter.ReplayState;
import io.penstock.api.deadletter.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The queue of one connector, "orders", that remembers what it was asked. */
public final class FakeDeadLetters implements DeadLetterQueues {

    /** Letters per page, whatever the limit. */
    private static final int PAGE = 2;

    public final List<String> asked = new ArrayList<>();
    public volatile int letters = 5;
    public volatile int failsAfter = Integer.MAX_VALUE;

    @Override
    public CompletionStage<LetterPage> list(
            String connector, Selection selection, int limit, @Nullable String cursor, Detail detail) {
        asked.add("list " + selection.parameters() + " " + limit + " " + cursor + " " + detail);
        if (!connector.equals("orders")) {
            return unknown(connector);
        }
        int from = cursor == null ? 0 : Integer.parseInt(cursor.substring(2));
        if (from >= failsAfter) {
            return CompletableFuture.failedFuture(ErrorCode.TIMEOUT.of("The cluster is slow"));
        }
        List<DeadLetter> page = new ArrayList<>();
        for (int i = from; i < Math.min(letters, from + Math.min(limit, PAGE)); i++) {
            page.add(letter("0-" + i));
        }
        int next = from + page.size();
        return CompletableFuture.completedFuture(
                new LetterPage(page, next < letters ? "0-" + next : null, true, page.size(), null));
    }

    private static DeadLetter letter(String id) {
        return new DeadLetter(
                id,
                Instant.parse("2026-01-31T08:30:00Z"),
                new DeadLetter.Reason("TASK_PUT", "org.example.Task", "org.example.Bad", "no", null, "0", null),
                new DeadLetter.Origin("in", 3, 7L),
                false,
                0,
                null,
                List.of(),
                new DeadLetter.Content("none", null, 0, false),
                new DeadLetter.Content("json", Map.of("n", 1), 7, false));
    }

    @Override
    public CompletionStage<DeadLetter> show(String connector, String id) {
        return id.equals("0-9")
                ? CompletableFuture.failedFuture(ErrorCode.DEAD_LETTER_NOT_FOUND.of("no dead letter 0-9"))
                : CompletableFuture.completedFuture(letter(id));
    }

    @Override
    public CompletionStage<ReasonReport> reasons(String connector, Selection selection) {
        asked.add("reasons " + selection.parameters());
        return CompletableFuture.completedFuture(new ReasonReport(
                List.of(new ReasonCount("TASK_PUT", "org.example.Bad", 5, null, null)), 5, true, 5, null));
    }

    @Override
    public CompletionStage<Replay> replay(String connector, ReplayRequest request) {
        asked.add("replay " + request);
        return connector.equals("orders")
                ? CompletableFuture.completedFuture(replayOf("r1", request.who()))
                : unknown(connector);
    }

    private static Replay replayOf(String id, String who) {
        return new Replay(
                id,
                "orders",
                ReplayState.RUNNING,
                who,
                Map.of(),
                Map.of("to", "connector"),
                Instant.parse("2026-01-31T08:30:00Z"),
                null,
                null,
                ReplayCounts.NONE,
                List.of());
    }

    @Override
    public List<Replay> replays(String connector) {
        return List.of(replayOf("r1", "me"));
    }

    @Override
    public Replay replay(String connector, String id) {
        if (!id.equals("r1")) {
            throw ErrorCode.REPLAY_NOT_FOUND.of("no replay " + id);
        }
        return replayOf(id, "me");
    }

    @Override
    public CompletionStage<Replay> cancel(String connector, String id, String who) {
        asked.add("cancel " + id + " " + who.startsWith("address:"));
        return CompletableFuture.completedFuture(replayOf(id, "me"));
    }

    @Override
    public CompletionStage<AuditPage> audit(
            String connector, @Nullable String replay, int limit, @Nullable String cursor) {
        asked.add("audit " + replay + " " + limit + " " + cursor);
        return CompletableFuture.completedFuture(
                new AuditPage("dead.audit", List.of(Map.of("event", "start", "replay", "r1")), null, true));
    }

    private static <T> CompletionStage<T> unknown(String connector) {
        return CompletableFuture.failedFuture(
                ErrorCode.CONNECTOR_NOT_FOUND.of("Connector " + connector + " not found"));
    }
}
