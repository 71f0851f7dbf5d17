package io.penstock.core.worker.deadletter;

import io.penstock.api.ErrorCode;
import io.penstock.api.deadletter.Replay;
import io.penstock.api.deadletter.ReplayState;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.store.StoredConnector;
import io.penstock.core.task.replay.chain.ReplayStop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replays of this worker: one per connector at a time, each on a thread of its own, {@code
 * dead-letter-replay-<connector>}, that is interrupted when it does not obey the order to end. Thread-safe.
 */
final class Replays implements AutoCloseable {

    /** How many replays are remembered. */
    private static final int MOST_REMEMBERED = 100;

    /** How long a replay may take to end, in ms; then its thread is interrupted, and after as long again given up. */
    private static final long GRACE_MS = 5000;

    private static final String CANCELLED = "Cancelled by ";

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final Map<String, Active> active = new HashMap<>();
    private final Deque<Active> remembered = new ArrayDeque<>();
    private final Set<Active> trials = ConcurrentHashMap.newKeySet();
    private boolean closed;

    /** A replay, from the moment that it is accepted. */
    static final class Active {

        private final String connector;
        private final String id;
        private final Progress progress;
        private final ReplayStop stop = new ReplayStop();
        private final CompletableFuture<Replay> done = new CompletableFuture<>();
        private volatile @Nullable ReplayRun run;
        private volatile @Nullable StoredConnector began;

        private Active(String connector, String id, Progress progress) {
            this.connector = connector;
            this.id = id;
            this.progress = progress;
        }

        Progress progress() {
            return progress;
        }

        ReplayStop stop() {
            return stop;
        }
    }

    static boolean isCancelled(String reason) {
        return reason.startsWith(CANCELLED);
    }

    /** Takes the connector for a replay. Fails with CONFLICT when it has another one, UNAVAILABLE when the worker stops. */
    synchronized Active claim(String connector, String id, Progress progress) {
        if (closed) {
            throw ErrorCode.UNAVAILABLE.of("The worker is stopping");
        }
        Active running = active.get(connector);
        // Whoever has read that a replay is over may start the next one, even while its thread is at its last steps.
        if (running != null && running.progress.view().state() == ReplayState.RUNNING) {
            throw ErrorCode.CONFLICT.of("Replay " + running.id + " of connector " + connector
                    + " is running; one replay of a connector runs at a time. Wait for it or cancel it");
        }
        Active claimed = new Active(connector, id, progress);
        active.put(connector, claimed);
        return claimed;
    }

    /** A dry run, which needs the connector for itself as little as it writes anything. */
    synchronized Active trial(String connector, String id, Progress progress) {
        if (closed) {
            throw ErrorCode.UNAVAILABLE.of("The worker is stopping");
        }
        Active trial = new Active(connector, id, progress);
        trials.add(trial);
        return trial;
    }

    /** Carries a dry run out on this thread, for a limited time. */
    void tryOut(Active trial, ReplayRun run, Duration longest) {
        trial.run = run;
        var unused = trial.done
                .copy()
                .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    trial.stop.order("A dry run takes no longer than " + longest.toSeconds()
                            + " s; narrow the selection to see the others");
                    return trial.progress.view();
                });
        try {
            run.run();
        } finally {
            trials.remove(trial);
            trial.done.complete(trial.progress.view());
        }
    }

    /** Nothing came of it. */
    synchronized void release(Active claimed) {
        active.remove(claimed.connector, claimed);
    }

    /** Starts its thread. Fails with UNAVAILABLE when the worker stops. */
    synchronized void start(Active claimed, ReplayRun run, StoredConnector began) {
        if (closed) {
            throw ErrorCode.UNAVAILABLE.of("The worker is stopping");
        }
        claimed.run = run;
        claimed.began = began;
        remembered.addFirst(claimed);
        while (remembered.size() > MOST_REMEMBERED) {
            remembered.removeLast();
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        run.run();
                    } finally {
                        ended(claimed);
                    }
                },
                "dead-letter-replay-" + claimed.connector);
        thread.setDaemon(true);
        // Outside of plugin code the thread mostly runs Kafka's, which looks for classes through this loader.
        thread.setContextClassLoader(ProducerConfig.class.getClassLoader());
        claimed.stop.onOrder(() -> enforce(claimed, thread));
        thread.start();
    }

    private void ended(Active claimed) {
        release(claimed);
        claimed.progress.end(ReplayState.FAILED, "Its thread ended");
        claimed.done.complete(claimed.progress.view());
    }

    /** Interrupts a thread that does not obey, and gives it up when that does not help. */
    private void enforce(Active claimed, Thread thread) {
        var unused = claimed.done
                .copy()
                .orTimeout(GRACE_MS, TimeUnit.MILLISECONDS)
                .exceptionallyCompose(late -> {
                    LOG.warn("Replay {} does not end; interrupting its thread", claimed.id);
                    thread.interrupt();
                    return claimed.done.copy().orTimeout(GRACE_MS, TimeUnit.MILLISECONDS);
                })
                .exceptionally(late -> {
                    String why =
                            claimed.stop.reason() + ". Code of a plugin does not return; its thread is left behind";
                    LOG.error("Replay {}: {}", claimed.id, why);
                    claimed.progress.end(ReplayState.FAILED, why);
                    release(claimed);
                    claimed.done.complete(claimed.progress.view());
                    return claimed.progress.view();
                });
    }

    synchronized List<Replay> of(String connector) {
        return remembered.stream()
                .filter(each -> each.connector.equals(connector))
                .map(each -> each.progress.view())
                .toList();
    }

    synchronized Optional<Active> find(String connector, String id) {
        return remembered.stream()
                .filter(each -> each.connector.equals(connector) && each.id.equals(id))
                .findFirst();
    }

    CompletableFuture<Replay> cancel(Active replay, String who) {
        replay.stop.order(CANCELLED + who);
        return replay.done.copy();
    }

    /** Connectors have been changed or deleted: what replays with what is no more, ends. */
    void configured(Map<String, StoredConnector> connectors) {
        for (Active each : running()) {
            StoredConnector began = each.began;
            StoredConnector now = connectors.get(each.connector);
            if (now == null) {
                each.stop.order("The connector was deleted");
            } else if (began != null && !began.config().equals(now.config())) {
                each.stop.order(
                        "The connector's configuration was changed; replay the remaining letters with the new one");
            } else if (began != null && usesTask(each.run) && !Objects.equals(first(began), first(now))) {
                each.stop.order(
                        "The connector's task configurations were changed; replay the remaining letters with them");
            }
        }
    }

    private static boolean usesTask(@Nullable ReplayRun run) {
        return run != null && run.usesTask();
    }

    private static @Nullable Map<String, String> first(StoredConnector connector) {
        return connector.tasks().isEmpty() ? null : connector.tasks().get(0);
    }

    /** Plugins have come or gone: replays that use one that leaves give it back. */
    void offered(PluginView view) {
        for (Active each : running()) {
            ReplayRun run = each.run;
            if (run != null) {
                run.departed(view)
                        .ifPresent(plugin -> each.stop.order("Plugin " + plugin.className() + " of bundle "
                                + plugin.bundle() + " is leaving; replay the remaining letters when it is back"));
            }
        }
    }

    private synchronized List<Active> running() {
        List<Active> running = new ArrayList<>(active.values());
        running.addAll(trials);
        return running;
    }

    /** Ends all replays and waits for them, bounded. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        List<Active> ending = running();
        ending.forEach(each -> each.stop.order("The worker stopped"));
        for (Active each : ending) {
            if (each.run != null) {
                var unused = each.done
                        .copy()
                        .completeOnTimeout(each.progress.view(), 3 * GRACE_MS, TimeUnit.MILLISECONDS)
                        .join();
            }
        }
    }
}
