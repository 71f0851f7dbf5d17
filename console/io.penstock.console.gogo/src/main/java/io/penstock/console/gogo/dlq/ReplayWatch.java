package io.penstock.console.gogo.dlq;

import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.deadletter.Replay;
import io.penstock.api.deadletter.ReplayCounts;
import io.penstock.api.deadletter.ReplayState;
import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.ExitStatus;
import io.penstock.console.gogo.text.Json;
import io.penstock.console.gogo.text.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Follows a replay to its end and says how it went. */
final class ReplayWatch {

    private static final long LOOK_MS = 200;
    private static final long TELL_MS = 2000;

    private final DeadLetterQueues queues;
    private final String connector;
    private final Output output;

    ReplayWatch(DeadLetterQueues queues, String connector, Output output) {
        this.queues = queues;
        this.connector = connector;
        this.output = output;
    }

    /** Waits for the end, and tells what happens until then. */
    Replay follow(Replay started, boolean json) {
        Replay replay = started;
        if (!json) {
            tell("Replay " + replay.id() + " of " + connector + " has begun.");
        }
        long told = System.nanoTime();
        ReplayCounts last = replay.counts();
        while (replay.state() == ReplayState.RUNNING) {
            rest(replay);
            replay = queues.replay(connector, started.id());
            boolean due = System.nanoTime() - told > TimeUnit.MILLISECONDS.toNanos(TELL_MS);
            if (!json && due && !replay.counts().equals(last)) {
                tell(sentence(replay.counts()));
                told = System.nanoTime();
                last = replay.counts();
            }
        }
        return ended(replay, json);
    }

    private void tell(String line) {
        output.line(line);
        output.flush();
    }

    private void rest(Replay replay) {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    ExitStatus.INTERRUPTED,
                    "Interrupted while waiting for replay " + replay.id() + ", which goes on. 'dlq replay --cancel="
                            + replay.id() + " " + connector + "' ends it.");
        }
    }

    /** Says how it went. */
    Replay ended(Replay replay, boolean json) {
        if (json) {
            Json.print(output, Trees.of(replay));
            return replay;
        }
        output.line((dry(replay) ? "Dry run: " : "Replay " + replay.id() + ": ") + replay.state() + ". " + replay.why()
                + ".");
        output.line(sentence(replay.counts()));
        for (Replay.Problem problem : replay.problems()) {
            output.line("  " + problem.letter() + " " + problem.outcome() + ": "
                    + problem.error().lines().findFirst().orElse(""));
        }
        return replay;
    }

    /** Fails when it did not deliver all. */
    void check(Replay replay) {
        ReplayCounts counts = replay.counts();
        long left = counts.failed() + counts.refused() + counts.unconfirmed();
        if (dry(replay) && left > 0) {
            throw new CommandFailure(ExitStatus.FAILED, left + " letters would not go through. Nothing was written.");
        }
        if (left > 0 || replay.state() != ReplayState.COMPLETED) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "Not all letters were delivered: replay " + replay.id() + " is " + replay.state() + ", " + left
                            + " letters failed, were refused or are unconfirmed. 'dlq audit --replay=" + replay.id()
                            + " "
                            + connector + "' tells of each.");
        }
    }

    private static boolean dry(Replay replay) {
        return Boolean.TRUE.equals(replay.options().get("dry_run"));
    }

    private static String sentence(ReplayCounts counts) {
        List<String> parts = new ArrayList<>();
        parts.add(counts.delivered() + " delivered");
        add(parts, counts.filtered(), "filtered");
        add(parts, counts.failed(), "failed");
        add(parts, counts.refused(), "refused");
        add(parts, counts.unconfirmed(), "unconfirmed");
        add(parts, counts.skipped(), "left out, as delivered before or in the queue under a newer id");
        return counts.selected() + " letters selected: " + String.join(", ", parts) + ".";
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
