package io.penstock.core.worker.compose;

import io.penstock.api.TargetState;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.worker.command.Commands;
import io.penstock.core.worker.command.Topics;
import io.penstock.core.worker.command.Views;
import io.penstock.core.worker.deadletter.DeadLetterService;
import io.penstock.core.worker.loop.ControlLoop;
import io.penstock.core.worker.run.Reconciler;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A started worker: its parts, and the order in which they stop. Thread-safe. */
final class WorkerAssembly implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerAssembly.class);

    /** What interrupted tasks, connectors and the loop may take beyond the grace time of tasks, in ms. */
    private static final long MARGIN_MS = 10_000;

    private final Foundation foundation;
    private final ControlLoop loop;
    private final Reconciler reconciler;
    private final Services services;

    WorkerAssembly(Foundation foundation, ControlLoop loop, Reconciler reconciler, Services services) {
        this.foundation = foundation;
        this.loop = loop;
        this.reconciler = reconciler;
        this.services = services;
    }

    WorkerConfig config() {
        return foundation.config();
    }

    Identity identity() {
        return foundation.identity();
    }

    Commands commands() {
        return services.commands();
    }

    Views views() {
        return services.views();
    }

    Diagnosis diagnosis() {
        return services.diagnosis();
    }

    Validation validation() {
        return services.validation();
    }

    DeadLetterService letters() {
        return services.letters();
    }

    Topics topics() {
        return services.topics();
    }

    Foundation foundation() {
        return foundation;
    }

    void advertise(String workerId) {
        String before = identity().workerId();
        identity().advertised(workerId);
        if (!before.equals(workerId)) {
            loop.post("taking in the advertised address", reconciler::readdress);
        }
    }

    /** Plans everything for the first time. */
    void begin() {
        foundation
                .stores()
                .configs()
                .onChange(() -> loop.post("taking in changed configurations", reconciler::changed));
        foundation.plugins().onChange(() -> {
            loop.post("taking in changed plugins", reconciler::changed);
            releaseProviders();
        });
        loop.post("taking in the stored connectors", reconciler::changed);
    }

    /** Config providers whose bundle is leaving are closed, which is their own code. */
    private void releaseProviders() {
        try {
            foundation.background().execute(() -> foundation
                    .variables()
                    .release(foundation.plugins().view()));
        } catch (RejectedExecutionException e) {
            LOG.warn("Config providers that are leaving could not be closed: too many calls into plugins hang", e);
        }
    }

    /** Creates the connectors of the command line, or brings them up to date. */
    void create(ConnectorFiles.Wanted wanted) {
        Map<String, @Nullable String> config = new java.util.LinkedHashMap<>(wanted.config());
        CompletionStage<?> done = views().exists(wanted.name())
                ? commands()
                        .put(wanted.name(), config)
                        .thenCompose(change -> wanted.initial() == null
                                ? java.util.concurrent.CompletableFuture.completedFuture(null)
                                : commands().target(wanted.name(), orStarted(wanted.initial())))
                : commands().create(wanted.name(), config, wanted.initial());
        try {
            done.toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.error("Connector {} of the command line was not created: {}", wanted.name(), cause.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TargetState orStarted(@Nullable TargetState state) {
        return state == null ? TargetState.STARTED : state;
    }

    /** Stops tasks and connectors in order, then everything else. Bounded. */
    @Override
    public void close() {
        services.letters().close();
        loop.post("stopping all connectors", reconciler::drain);
        long deadline = System.nanoTime()
                + TimeUnit.MILLISECONDS.toNanos(foundation.config().taskShutdownTimeoutMs() + MARGIN_MS);
        try {
            while (!isDrained() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
        foundation.close();
    }

    private boolean isDrained() throws InterruptedException {
        try {
            return loop.submit("asking whether all has stopped", reconciler::drained)
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The control loop does not say whether everything has stopped", e);
            return false;
        }
    }
}
