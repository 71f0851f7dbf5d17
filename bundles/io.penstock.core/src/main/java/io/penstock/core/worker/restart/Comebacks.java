package io.penstock.core.worker.restart;

import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.restart.Restarts;
import io.penstock.core.config.RestartSettings;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.RestartMetrics;
import io.penstock.core.worker.loop.Timer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The restart policies of all connectors at work ({@code errors.restart.*}): hears what fails, runs, stops, and orders
 * restarts. Keeps only what has a policy. Belongs to the control loop but for {@link #of}.
 */
public final class Comebacks {

    private static final Logger LOG = LoggerFactory.getLogger(Comebacks.class);

    private final Timers timers;
    private final InstantSource clock;
    private final DoubleSupplier random;
    private final ConnectMetrics registry;
    private final Map<Subject, Entry> entries = new HashMap<>();
    private final Map<Subject, Restarts> shown = new ConcurrentHashMap<>();
    private BiConsumer<Subject, String> order = (subject, reason) -> {};

    /** One subject: how far it is, what it is measured by, what it waits for. */
    private static final class Entry {

        private final RestartMetrics metrics;
        private Comeback comeback;
        private @Nullable Timer timer;

        Entry(RestartMetrics metrics, Comeback comeback) {
            this.metrics = metrics;
            this.comeback = comeback;
        }

        void cancel() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        }
    }

    /**
     * Nothing has a policy yet.
     *
     * @param timers runs commands on the loop
     * @param random answers numbers from 0 to below 1
     */
    public Comebacks(Timers timers, InstantSource clock, DoubleSupplier random, ConnectMetrics registry) {
        this.timers = timers;
        this.clock = clock;
        this.random = random;
        this.registry = registry;
    }

    /** What carries a restart out; called on the loop with the subject and the reason. */
    public void orders(BiConsumer<Subject, String> restart) {
        order = restart;
    }

    /**
     * A subject is started.
     *
     * @param settings its policy, if it has one
     * @param basis the configuration that it is started from, as written
     */
    public void starting(Subject subject, Optional<RestartSettings> settings, Object basis) {
        if (settings.isEmpty()) {
            forget(subject);
            return;
        }
        Entry entry = entries.get(subject);
        if (entry == null) {
            Optional<Integer> task = subject.isTask() ? Optional.of(subject.task()) : Optional.empty();
            RestartMetrics metrics = new RestartMetrics(registry, subject.connector(), task);
            entries.put(subject, new Entry(metrics, new Comeback(settings.get(), basis)));
        } else if (entry.comeback.continues(basis)) {
            entry.comeback.settings(settings.get());
        } else {
            entry.cancel();
            entry.comeback = new Comeback(settings.get(), basis);
        }
        publish(subject);
    }

    /** Its code was started without a failure; only the time that it is RUNNING counts as healthy. */
    public void started(Subject subject, State state) {
        Entry entry = entries.get(subject);
        if (entry == null) {
            return;
        }
        entry.cancel();
        if (state == State.STOPPED) {
            entry.comeback.clear();
        } else {
            entry.comeback.started();
        }
        if (state == State.RUNNING && entry.comeback.isWatched()) {
            schedule(subject, entry, "counting restarts from 0 again", entry.comeback.resetAfterMs(), () -> {
                entry.metrics.success();
                entry.comeback.clear();
            });
        }
        publish(subject);
    }

    /** It has failed, though nobody wants it to stop. What is known of that already is ignored. */
    public void failed(Subject subject, @Nullable Throwable failure) {
        Entry entry = entries.get(subject);
        if (entry == null || !entry.comeback.failed(failure, clock.instant(), random.getAsDouble())) {
            return;
        }
        entry.cancel();
        Comeback comeback = entry.comeback;
        if (comeback.phase() == Comeback.Phase.WAITING) {
            await(subject, entry);
        }
        publish(subject);
        Restarts now = comeback.view();
        if (now.givenUp()) {
            LOG.warn("{} has failed and is not restarted by itself: {}", subject, now.reason());
        } else {
            LOG.info("{} {}; it is restarted at {} ({})", subject, now.reason(), now.next(), comeback.attempt());
        }
    }

    private void await(Subject subject, Entry entry) {
        schedule(subject, entry, "restarting", entry.comeback.delayMs(clock.instant()), () -> {
            entry.comeback.due();
            entry.metrics.ordered();
            LOG.debug("{} is restarted ({})", subject, entry.comeback.attempt());
            order.accept(subject, "its restart policy has it restarted (" + entry.comeback.attempt() + ")");
        });
    }

    /** Lets the only timer of a subject run, on the state that it is made for. */
    private void schedule(Subject subject, Entry entry, String what, long delayMs, Runnable command) {
        Comeback made = entry.comeback;
        Comeback.Phase phase = made.phase();
        Timer[] mine = new Timer[1];
        mine[0] = timers.schedule(what + ": " + subject, delayMs, () -> {
            // A timer that was cancelled when its command was on its way already comes too late.
            if (entries.get(subject) == entry && entry.timer == mine[0] && made.phase() == phase) {
                entry.timer = null;
                command.run();
                publish(subject);
            }
        });
        entry.timer = mine[0];
    }

    /** It is ordered to stop. Unless that is a part of the policy's own restart, a restart that waits is over. */
    public void stopping(Subject subject) {
        Entry entry = entries.get(subject);
        if (entry != null && entry.comeback.phase() != Comeback.Phase.RESTARTING) {
            clear(subject);
        }
    }

    /** Something other than the policy starts it anew. */
    public void clear(Subject subject) {
        Entry entry = entries.get(subject);
        if (entry != null) {
            entry.cancel();
            entry.comeback.clear();
            publish(subject);
        }
    }

    /** What the user wants of a connector: as long as it is not to run, nothing of it is restarted. */
    public void target(String connector, TargetState target) {
        for (Map.Entry<Subject, Entry> one : entries.entrySet()) {
            Subject subject = one.getKey();
            Entry entry = one.getValue();
            Comeback.Phase phase = entry.comeback.phase();
            if (!subject.connector().equals(connector)) {
                continue;
            }
            if (phase == Comeback.Phase.WAITING && target != TargetState.STARTED) {
                entry.cancel();
                entry.comeback.hold();
                publish(subject);
            } else if (phase == Comeback.Phase.HELD && target == TargetState.STARTED) {
                Instant now = clock.instant();
                entry.comeback.await(now, random.getAsDouble());
                await(subject, entry);
                publish(subject);
            }
        }
    }

    /** There is no such subject any more, or it has no policy. */
    public void forget(Subject subject) {
        forgetIf(subject::equals);
    }

    /** Nothing of this connector is left. */
    public void forget(String connector) {
        forgetIf(subject -> subject.connector().equals(connector));
    }

    private void forgetIf(Predicate<Subject> which) {
        for (Subject subject : List.copyOf(entries.keySet())) {
            Entry entry = which.test(subject) ? entries.remove(subject) : null;
            if (entry != null) {
                entry.cancel();
                entry.metrics.close();
                shown.remove(subject);
            }
        }
    }

    /** What follows from its failure, for the plan; null when it has not failed or has no policy. */
    public @Nullable String outlook(Subject subject) {
        Entry entry = entries.get(subject);
        return entry == null ? null : entry.comeback.outlook();
    }

    /** How far the policy is with a subject; null when it has none. From any thread. */
    public @Nullable Restarts of(Subject subject) {
        return shown.get(subject);
    }

    private void publish(Subject subject) {
        Entry entry = entries.get(subject);
        if (entry != null) {
            Restarts now = entry.comeback.view();
            shown.put(subject, now);
            entry.metrics.show(now);
        }
    }
}
