package io.penstock.core.worker.instance;

import io.penstock.api.ConnectorType;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.core.plugin.Lease;
import io.penstock.core.plugin.PluginScope;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.apache.kafka.connect.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One connector instance on a thread of its own, {@code connector-thread-<name>}: nothing but this thread calls the
 * connector's code (I3). Orders are queued and carried out one by one; the methods return at once.
 *
 * <p>As in Apache's worker a pause stops the connector's own code and a resume starts it again; a connector whose
 * {@code start} failed stays failed until it is stopped.
 */
public final class ConnectorInstance {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorInstance.class);

    private final ConnectorSpec spec;
    private final ConnectorEnvironment environment;
    private final ConnectorListener listener;
    private final BlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean fenced;
    private volatile String doing = "starting";

    /* The rest belongs to the instance's thread. */
    private @Nullable Lease<Connector> lease;
    private boolean started;
    private boolean failed;
    private boolean ended;

    private ConnectorInstance(ConnectorSpec spec, ConnectorEnvironment environment, ConnectorListener listener) {
        this.spec = spec;
        this.environment = environment;
        this.listener = listener;
        thread = new Thread(this::run, "connector-thread-" + name());
        thread.setContextClassLoader(spec.plugin().loader());
        thread.setDaemon(true);
    }

    /** Starts an instance and returns at once; whatever fails is told to the listener. */
    public static ConnectorInstance start(
            ConnectorSpec spec, ConnectorEnvironment environment, ConnectorListener listener) {
        ConnectorInstance instance = new ConnectorInstance(spec, environment, listener);
        instance.thread.start();
        return instance;
    }

    String name() {
        return spec.settings().name();
    }

    ConnectorType type() {
        return spec.settings().type();
    }

    /** Tells it its target state. */
    public void target(TargetState target) {
        orders.add(() -> become(target));
    }

    /** Asks for task configurations. Fails with whatever the connector throws. */
    public CompletionStage<List<Map<String, String>>> taskConfigs() {
        CompletableFuture<List<Map<String, String>>> result = new CompletableFuture<>();
        orders.add(() -> {
            try {
                result.complete(generate());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        var unused = done.whenComplete((clean, e) -> result.completeExceptionally(
                new IllegalStateException("The connector was stopped before it made its task configurations")));
        return result;
    }

    /** Orders it to stop for good. */
    public void stop() {
        orders.add(() -> ended = true);
    }

    /** Interrupts its thread because it did not stop in time. */
    public void interrupt() {
        thread.interrupt();
    }

    /** From now on the listener hears nothing of it (I5). */
    public void fence() {
        fenced = true;
    }

    /** Completes when its thread has ended; with false when its code failed to stop in order. */
    public CompletionStage<Boolean> done() {
        return done;
    }

    /** Its thread and what it is about, for people. */
    public String describe() {
        return thread.getName() + " " + thread.getState() + ", " + doing + (fenced ? ", fenced" : "")
                + Arrays.stream(thread.getStackTrace())
                        .limit(12)
                        .map(frame -> "\n        at " + frame)
                        .collect(Collectors.joining());
    }

    private void run() {
        MDC.put("connector.context", "[" + name() + "|worker] ");
        boolean clean = true;
        try (ConnectorEnvironment.ClosablePluginMetrics metrics = environment.pluginMetrics(name())) {
            initialize(metrics);
            become(spec.initial());
            while (!ended) {
                doing = "idle";
                orders.take().run();
            }
        } catch (InterruptedException e) {
            clean = false;
            LOG.warn("The thread of connector {} was interrupted; it ends", name(), e);
        } catch (Throwable e) {
            clean = false;
            fail("could not be run", e);
        } finally {
            doing = "stopping";
            clean &= stopCode();
            if (lease != null) {
                lease.close();
            }
            MDC.clear();
            doing = "ended";
            done.complete(clean);
        }
    }

    private void initialize(ConnectorEnvironment.ClosablePluginMetrics metrics) {
        try {
            lease = environment.plugins().lease(spec.plugin(), Connector.class);
            try (PluginScope scope = PluginScope.enter(spec.plugin().loader())) {
                lease.instance().initialize(ConnectorContexts.of(this, environment, metrics.metrics()));
            }
        } catch (Throwable e) {
            fail("could not be initialized", e);
        }
    }

    private void become(TargetState target) {
        if (failed && target != TargetState.STOPPED) {
            return;
        }
        switch (target) {
            case STARTED -> startCode();
            case PAUSED -> {
                stopCode();
                tell(State.PAUSED, null);
            }
            case STOPPED -> {
                stopCode();
                failed = false;
                tell(State.STOPPED, null);
            }
        }
    }

    private void startCode() {
        Lease<Connector> leased = lease;
        if (started || leased == null) {
            return;
        }
        doing = "in start()";
        try (PluginScope scope = PluginScope.enter(spec.plugin().loader())) {
            leased.instance().start(new HashMap<>(spec.settings().originals()));
            started = true;
            tell(State.RUNNING, null);
        } catch (Throwable e) {
            started = true; // so that what a failed start left behind is cleaned up by stop()
            fail("failed in start()", e);
        }
    }

    private boolean stopCode() {
        Lease<Connector> leased = lease;
        if (!started || leased == null) {
            return true;
        }
        started = false;
        doing = "in stop()";
        try (PluginScope scope = PluginScope.enter(spec.plugin().loader())) {
            leased.instance().stop();
            return true;
        } catch (Throwable e) {
            LOG.error("Connector {} failed in stop(); it is taken for stopped", name(), e);
            return false;
        }
    }

    private List<Map<String, String>> generate() {
        Lease<Connector> leased = lease;
        if (leased == null || !started || failed) {
            throw new IllegalStateException("The connector is not running");
        }
        doing = "in taskConfigs()";
        try (PluginScope scope = PluginScope.enter(spec.plugin().loader())) {
            Connector connector = leased.instance();
            return TaskConfigs.of(
                    spec.settings(),
                    connector.taskClass(),
                    connector.taskConfigs(spec.settings().tasksMax()));
        }
    }

    /** What the connector's code says of itself, or null. */
    private @Nullable String version() {
        Lease<Connector> leased = lease;
        if (leased == null) {
            return spec.plugin().version();
        }
        try (PluginScope scope = PluginScope.enter(spec.plugin().loader())) {
            return leased.instance().version();
        } catch (Throwable e) {
            LOG.warn("Connector {} failed in version()", name(), e);
            return spec.plugin().version();
        }
    }

    /** The connector's code reports an error of its own; may come on any thread. */
    void raise(Exception error) {
        orders.add(() -> fail("raised an error", error));
    }

    void requestReconfiguration() {
        if (!fenced) {
            listener.reconfigurationRequested();
        }
    }

    private void fail(String what, Throwable cause) {
        failed = true;
        if (!fenced) {
            LOG.error("Connector {} {}", name(), what, cause);
        }
        tell(State.FAILED, cause);
    }

    private void tell(State state, @Nullable Throwable failure) {
        if (!fenced) {
            listener.state(state, version(), failure);
        }
    }
}
