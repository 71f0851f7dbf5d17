package io.penstock.core.worker.compose;

import io.penstock.api.Health;
import io.penstock.api.Reason;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.worker.command.Views;
import io.penstock.core.worker.loop.ControlLoop;
import io.penstock.core.worker.run.Reconciler;
import io.penstock.core.worker.snapshot.Plans;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers how the worker is and why. Thread-safe. */
final class Diagnosis {

    /** The control loop has to answer a health check within this time (KIP-1017). */
    private static final long HEALTH_SECONDS = 10;

    private final ControlLoop loop;
    private final Reconciler reconciler;
    private final Plans plans;
    private final Views views;
    private final Plugins plugins;

    Diagnosis(ControlLoop loop, Reconciler reconciler, Plans plans, Views views, Plugins plugins) {
        this.loop = loop;
        this.reconciler = reconciler;
        this.plans = plans;
        this.views = views;
        this.plugins = plugins;
    }

    CompletionStage<Health> health() {
        return loop.submit("answering a health check", () -> true)
                .toCompletableFuture()
                .orTimeout(HEALTH_SECONDS, TimeUnit.SECONDS)
                .handle((done, failure) -> failure == null
                        ? new Health(
                                Health.Level.HEALTHY, "Worker has completed startup and is ready to handle requests.")
                        : new Health(
                                Health.Level.UNHEALTHY,
                                "The worker's control loop did not answer within " + HEALTH_SECONDS + " s; it is "
                                        + doing()));
    }

    List<Reason> why(String name) {
        views.info(name);
        return plans.of(name);
    }

    String dump() {
        StringBuilder text = new StringBuilder("control loop: ").append(doing()).append('\n');
        try {
            text.append(loop.submit("describing itself", reconciler::describe)
                    .toCompletableFuture()
                    .get(2, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            text.append("(the control loop does not answer: ").append(e).append(")\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        text.append("plugins with leases\n");
        plugins.view().all().stream().filter(plugin -> plugin.leases() > 0).forEach(plugin -> text.append("    ")
                .append(plugin)
                .append(": ")
                .append(plugin.leases())
                .append('\n'));
        return text.toString();
    }

    private String doing() {
        return loop.stage()
                .map(stage -> stage.what() + " since " + stage.since())
                .orElse("idle");
    }
}
