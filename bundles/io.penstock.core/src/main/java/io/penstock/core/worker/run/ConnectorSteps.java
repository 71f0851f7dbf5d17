package io.penstock.core.worker.run;

import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.store.StoredConnector;
import io.penstock.core.worker.instance.ConnectorInstance;
import io.penstock.core.worker.instance.ConnectorListener;
import io.penstock.core.worker.instance.ConnectorSpec;
import io.penstock.core.worker.instance.TaskConfigs;
import io.penstock.core.worker.loop.ControlLoop;
import io.penstock.core.worker.plan.Available;
import io.penstock.core.worker.plan.Step;
import io.penstock.core.worker.restart.Comebacks;
import io.penstock.core.worker.restart.Subject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the steps of connector instances. Belongs to the control loop. */
final class ConnectorSteps {

    /** A connector's stop() may take this long, in ms; fixed, as in Apache's worker. */
    private static final long STOP_MS = 5000;

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorSteps.class);

    private final ControlLoop loop;
    private final Parts parts;
    private final Comebacks comebacks;
    private final Consumer<String> changed;

    ConnectorSteps(ControlLoop loop, Parts parts, Comebacks comebacks, Consumer<String> changed) {
        this.loop = loop;
        this.parts = parts;
        this.comebacks = comebacks;
        this.changed = changed;
    }

    void apply(Step step, Slot slot, @Nullable StoredConnector wanted, Available.Part part) {
        String name = step.connector();
        InstanceSlot instance = slot.instance;
        switch (step.action()) {
            case RESOLVE -> resolve(name, slot, Objects.requireNonNull(wanted).config());
            case START -> start(name, slot, Objects.requireNonNull(wanted), (Available.Part.There) part);
            case STOP -> stop(name, slot, Objects.requireNonNull(instance));
            case PAUSE -> Objects.requireNonNull(instance).target(TargetState.PAUSED);
            case RESUME -> Objects.requireNonNull(instance).target(TargetState.STARTED);
            case HALT -> Objects.requireNonNull(instance).target(TargetState.STOPPED);
            case GENERATE -> generate(name, slot, Objects.requireNonNull(wanted), Objects.requireNonNull(instance));
            case WAIT -> parts.statuses().connector(name, State.UNASSIGNED, null, step.reason());
            case FAIL -> parts.statuses().connector(name, State.FAILED, null, step.reason());
            case KEEP, FORGET -> LOG.trace("Connector {}: {}", name, step.reason());
        }
    }

    private void resolve(String name, Slot slot, Map<String, String> config) {
        slot.resolving(config);
        if (slot.instance == null) {
            comebacks.stopping(Subject.instance(name));
        }
        parts.background().execute(() -> {
            ResolvedConfig outcome = null;
            Throwable failure = null;
            try {
                outcome = parts.reader().resolve(config);
            } catch (Throwable e) {
                LOG.error("The variables in the configuration of connector {} could not be resolved", name, e);
                failure = e;
            }
            ResolvedConfig resolved = outcome;
            Throwable cause = failure;
            String reason = cause == null
                    ? null
                    : "The variables of its configuration could not be resolved: " + StatusBook.trace(cause);
            loop.post("taking in the resolved configuration of " + name, () -> {
                if (slot.resolved(config, resolved, reason)) {
                    if (resolved != null) {
                        resolved.reloadAfterMs()
                                .ifPresent(ms -> slot.reloadBy(
                                        loop.schedule("reloading " + name, ms, () -> reload(name, slot))));
                    } else if (slot.instance == null || slot.instance.stopping()) {
                        comebacks.starting(
                                Subject.instance(name), parts.reader().restarts(config), config);
                        comebacks.failed(Subject.instance(name), cause);
                    }
                    changed.accept(name);
                }
            });
        });
    }

    /** A variable's value has expired: everything that was started with it starts again with the new one. */
    private void reload(String name, Slot slot) {
        String reason = "the value of a variable in its configuration has expired (config.action.reload)";
        LOG.info("Restarting connector {}: {}", name, reason);
        slot.unresolve();
        if (slot.instance != null) {
            slot.instance.restart(reason);
        }
        slot.tasks.values().forEach(task -> task.restart(reason));
        changed.accept(name);
    }

    private void start(String name, Slot slot, StoredConnector wanted, Available.Part.There there) {
        Plugin plugin = Objects.requireNonNull(there.plugins().get("connector"));
        ResolvedConfig resolved = Objects.requireNonNull(slot.resolution());
        Subject subject = Subject.instance(name);
        comebacks.starting(subject, parts.reader().restarts(resolved.values()), wanted.config());
        ConnectorSettings settings;
        try {
            settings = parts.reader().settings(resolved, Reconciler.type(plugin));
        } catch (RuntimeException e) {
            comebacks.failed(subject, e);
            LOG.error("Connector {} cannot be started from its configuration", name, e);
            parts.statuses().connector(name, State.FAILED, plugin.version(), StatusBook.trace(e));
            slot.resolved(wanted.config(), null, StatusBook.trace(e));
            return;
        }
        slot.generationReset();
        parts.gauges().started(name, settings.type(), plugin);
        ConnectorSpec spec = new ConnectorSpec(settings, plugin, wanted.target());
        Heard heard = new Heard(name, slot);
        ConnectorInstance instance = ConnectorInstance.start(spec, parts.environment(), heard);
        InstanceSlot started = new InstanceSlot(wanted.config(), plugin, wanted.target(), instance);
        slot.instance = started;
        heard.expects(started);
        var unused = instance.done()
                .whenComplete((clean, e) -> loop.post("taking in the end of " + name, () -> {
                    started.end();
                    if (slot.instance == started && started.stopping()) {
                        slot.instance = null;
                    } else if (slot.instance == started) {
                        started.failed();
                    }
                    changed.accept(name);
                }));
    }

    private void stop(String name, Slot slot, InstanceSlot instance) {
        Runnable gone = () -> {
            if (slot.instance == instance) {
                slot.instance = null;
            }
            changed.accept(name);
        };
        if (instance.instance().done().toCompletableFuture().isDone()) {
            loop.post("removing ended connector " + name, gone);
        }
        comebacks.stopping(Subject.instance(name));
        instance.stopping(
                new Deadline(loop, "Connector " + name, STOP_MS, "fixed", instance.instance()::interrupt, () -> {
                    instance.instance().fence();
                    instance.end();
                    gone.run();
                }));
    }

    private void generate(String name, Slot slot, StoredConnector wanted, InstanceSlot instance) {
        slot.generationStarted();
        ResolvedConfig resolved = Objects.requireNonNull(slot.resolution());
        var unused = instance.instance()
                .taskConfigs()
                .whenComplete((configs, failure) -> loop.post("taking in the task configurations of " + name, () -> {
                    if (slot.instance != instance || instance.stopping()) {
                        return;
                    }
                    if (failure == null) {
                        publish(name, slot, wanted, resolved.restore(configs));
                    } else {
                        generationFailed(name, slot, instance, failure);
                    }
                }));
    }

    private void publish(String name, Slot slot, StoredConnector wanted, List<Map<String, String>> made) {
        StoredConnector now = parts.configs().connectors().get(name);
        if (now == null || !now.config().equals(wanted.config()) || now.target() != TargetState.STARTED) {
            slot.generationDone();
            slot.generationRequested();
            changed.accept(name);
            return;
        }
        if (made.equals(now.tasks()) && now.appliedConfig().equals(wanted.config())) {
            slot.generationDone();
            changed.accept(name);
            return;
        }
        var unused = parts.configs()
                .putTasks(name, made, wanted.config())
                .whenComplete((done, failure) -> loop.post("publishing the tasks of " + name, () -> {
                    if (failure == null) {
                        slot.generationDone();
                        changed.accept(name);
                    } else {
                        retry(name, slot, failure);
                    }
                }));
    }

    private void generationFailed(String name, Slot slot, InstanceSlot instance, Throwable failure) {
        if (failure instanceof TaskConfigs.TooMany) {
            slot.generationDone();
            instance.failed();
            comebacks.failed(Subject.instance(name), failure);
            LOG.error("Connector {} failed", name, failure);
            parts.statuses().connector(name, State.FAILED, null, StatusBook.trace(failure));
            changed.accept(name);
        } else {
            retry(name, slot, failure);
        }
    }

    private void retry(String name, Slot slot, Throwable failure) {
        long delay = slot.generationFailed(String.valueOf(failure));
        LOG.error(
                "The task configurations of connector {} could not be made; trying again in {} ms",
                name,
                delay,
                failure);
        loop.schedule("asking " + name + " for task configurations", delay, () -> {
            slot.generationMayGoOn();
            changed.accept(name);
        });
        changed.accept(name);
    }

    /** Brings what an instance tells to the loop. */
    private final class Heard implements ConnectorListener {

        private final String name;
        private final Slot slot;
        private volatile @Nullable InstanceSlot expected;
        private boolean started;

        Heard(String name, Slot slot) {
            this.name = name;
            this.slot = slot;
        }

        void expects(InstanceSlot instance) {
            expected = instance;
        }

        @Override
        public void state(State state, @Nullable String version, @Nullable Throwable failure) {
            loop.post("taking in that " + name + " is " + state, () -> {
                InstanceSlot instance = expected;
                if (instance == null || slot.instance != instance || instance.stopping()) {
                    return;
                }
                if (!started) {
                    started = true;
                    parts.gauges().startup(state != State.FAILED);
                }
                if (state == State.FAILED) {
                    instance.failed();
                    comebacks.failed(Subject.instance(name), failure);
                } else {
                    comebacks.started(Subject.instance(name), state);
                    instance.recovered();
                    instance.ready();
                }
                parts.statuses().connector(name, state, version, StatusBook.trace(failure));
                changed.accept(name);
            });
        }

        @Override
        public void reconfigurationRequested() {
            loop.post("taking in that " + name + " wants new tasks", () -> {
                slot.generationRequested();
                changed.accept(name);
            });
        }
    }
}
