package io.penstock.core.worker.deadletter;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.api.deadletter.AuditPage;
import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.deadletter.Detail;
import io.penstock.api.deadletter.LetterPage;
import io.penstock.api.deadletter.ReasonReport;
import io.penstock.api.deadletter.Replay;
import io.penstock.api.deadletter.ReplayRequest;
import io.penstock.api.deadletter.Selection;
import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.store.ConfigStore;
import io.penstock.core.task.replay.ReplayChains;
import io.penstock.core.worker.command.Views;
import io.penstock.core.worker.loop.Background;
import io.penstock.core.worker.run.ConnectorConfigs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The service: puts what it is asked for on background threads, each within a deadline. Thread-safe. */
public final class DeadLetterService implements DeadLetterQueues, AutoCloseable {

    /** As long as Apache's REST API waits for its herder. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A search answers with what it has found by then. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(20);

    private final Reads reads;
    private final ReplayDesk desk;
    private final Replays replays;
    private final Views views;
    private final Background background;

    /**
     * A service over these parts.
     *
     * @param configs says when a connector is changed, which ends its replay
     * @param chains what letters go through
     * @param workerId supplies advertised host and port
     */
    public static DeadLetterService open(
            Views views,
            ConnectorConfigs reader,
            Plugins plugins,
            ConfigStore configs,
            KafkaClients clients,
            ReplayChains chains,
            Background background,
            Supplier<String> workerId) {
        QueueLookup lookup = new QueueLookup(views, reader, plugins, configs);
        Reads reads = new Reads(lookup, clients, LONGEST_SEARCH);
        Replays replays = new Replays();
        configs.onChange(() -> replays.configured(configs.connectors()));
        plugins.onChange(() -> replays.offered(plugins.view()));
        ReplayDesk desk =
                new ReplayDesk(lookup, reads, replays, chains, clients, configs, workerId, InstantSource.system());
        return new DeadLetterService(reads, desk, replays, views, background);
    }

    private DeadLetterService(Reads reads, ReplayDesk desk, Replays replays, Views views, Background background) {
        this.reads = reads;
        this.desk = desk;
        this.replays = replays;
        this.views = views;
        this.background = background;
    }

    @Override
    public CompletionStage<LetterPage> list(
            String connector, Selection selection, int limit, @Nullable String cursor, Detail detail) {
        return call(connector, "reading the dead letters of " + connector, () -> {
            checkLimit(limit);
            return reads.list(connector, selection, limit, cursor, detail);
        });
    }

    @Override
    public CompletionStage<DeadLetter> show(String connector, String id) {
        return call(connector, "reading dead letter " + id + " of " + connector, () -> reads.show(connector, id));
    }

    @Override
    public CompletionStage<ReasonReport> reasons(String connector, Selection selection) {
        return call(connector, "counting the dead letters of " + connector, () -> reads.reasons(connector, selection));
    }

    @Override
    public CompletionStage<AuditPage> audit(
            String connector, @Nullable String replay, int limit, @Nullable String cursor) {
        return call(connector, "reading the audit of replays of " + connector, () -> {
            checkLimit(limit);
            return reads.audit(connector, replay, limit, cursor);
        });
    }

    @Override
    public CompletionStage<Replay> replay(String connector, ReplayRequest request) {
        String what = (request.dryRun() ? "trying out" : "preparing") + " a replay of dead letters of " + connector;
        return call(
                connector,
                what,
                () -> request.dryRun() ? desk.dryRun(connector, request) : desk.start(connector, request));
    }

    @Override
    public List<Replay> replays(String connector) {
        List<Replay> known = replays.of(connector);
        if (known.isEmpty()) {
            var unused = views.info(connector);
        }
        return known;
    }

    @Override
    public Replay replay(String connector, String id) {
        return found(connector, id).progress().view();
    }

    @Override
    public CompletionStage<Replay> cancel(String connector, String id, String who) {
        try {
            return replays.cancel(found(connector, id), who);
        } catch (WorkerException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Replays.Active found(String connector, String id) {
        return replays.find(connector, id)
                .orElseThrow(() -> ErrorCode.REPLAY_NOT_FOUND.of("This worker knows no replay " + id + " of connector "
                        + connector + "; it remembers those that it has run since it started, the audit has all"));
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw ErrorCode.BAD_REQUEST.of(
                    "Parameter limit: found " + limit + ", expected a number from 1 to " + LARGEST_PAGE);
        }
    }

    private <T> CompletionStage<T> call(String connector, String what, Callable<T> command) {
        try {
            var unused = views.info(connector);
        } catch (WorkerException e) {
            return CompletableFuture.failedFuture(e);
        }
        return background.call(what, PATIENCE, () -> KafkaFailures.translated(connector, command));
    }

    /** Ends all replays. Bounded. */
    @Override
    public void close() {
        replays.close();
    }
}
