package io.penstock.core.worker.run;

import io.penstock.api.ConnectorType;
import io.penstock.api.State;
import io.penstock.api.TaskId;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.store.StoredConnector;
import io.penstock.core.worker.loop.ControlLoop;
import io.penstock.core.worker.plan.Action;
import io.penstock.core.worker.plan.Assignment;
import io.penstock.core.worker.plan.Available;
import io.penstock.core.worker.plan.Planner;
import io.penstock.core.worker.plan.Running;
import io.penstock.core.worker.plan.Step;
import io.penstock.core.worker.restart.Comebacks;
import io.penstock.core.worker.restart.Subject;
import io.penstock.core.worker.snapshot.Plans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans for the connectors whose inputs have changed and carries the plan out. Belongs to the control loop (I2); what
 * takes time is elsewhere and comes back as a command.
 */
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private static final String ORDERED = "a restart was ordered";

    private final ControlLoop loop;
    private final Parts parts;
    private final Plans plans;
    private final Map<String, Slot> slots = new TreeMap<>();
    private final Set<String> dirty = new HashSet<>();
    private final Comebacks comebacks;
    private final ConnectorSteps connectors;
    private final TaskSteps tasks;
    private final Map<String, List<CompletableFuture<Void>>> awaited = new HashMap<>();
    private boolean planned;
    private boolean draining;

    /** A reconciler that has nothing running. It carries out the restarts that the policies order. */
    public Reconciler(ControlLoop loop, Parts parts, Plans plans, Comebacks comebacks) {
        this.loop = loop;
        this.parts = parts;
        this.plans = plans;
        this.comebacks = comebacks;
        this.connectors = new ConnectorSteps(loop, parts, comebacks, this::changed);
        this.tasks = new TaskSteps(loop, parts, comebacks, this::changed);
        comebacks.orders(this::restart);
    }

    /** An input of this connector's plan has changed. On the loop. */
    public void changed(String name) {
        loop.assertOwner();
        dirty.add(name);
        if (!planned) {
            planned = true;
            loop.post("planning", this::reconcile);
        }
    }

    /** An input of every connector's plan has changed. On the loop. */
    public void changed() {
        slots.keySet().forEach(this::changed);
        parts.configs().connectors().keySet().forEach(this::changed);
    }

    private void reconcile() {
        planned = false;
        Set<String> now = new HashSet<>(dirty);
        dirty.clear();
        Map<String, StoredConnector> desired =
                draining ? Map.of() : parts.configs().connectors();
        PluginView catalog = parts.environment().plugins().view();
        for (String name : now) {
            plan(name, desired.get(name), catalog);
        }
        int instances = (int)
                slots.values().stream().filter(slot -> slot.instance != null).count();
        int running =
                slots.values().stream().mapToInt(slot -> slot.tasks.size()).sum();
        parts.gauges().workload(instances, running);
    }

    private void plan(String name, @Nullable StoredConnector wanted, PluginView catalog) {
        Slot slot = slots.computeIfAbsent(name, n -> new Slot());
        Available available = wanted == null
                ? new Available(new Available.Part.Missing("deleted"), new Available.Part.Missing("deleted"))
                : parts.reader().available(names(slot, wanted), catalog);
        if (wanted != null) {
            comebacks.target(name, wanted.target());
        }
        Running running = slot.view(number -> comebacks.outlook(new Subject(name, number)));
        List<Step> steps = Planner.plan(name, wanted, Assignment.EVERYTHING, available, catalog, running);
        slot.plan = steps;
        plans.put(name, steps.stream().map(Step::toReason).toList());
        for (Step step : steps) {
            LOG.debug("Plan for {}: {}", name, step);
            apply(step, slot, wanted, available);
        }
        if (slot.tasks.isEmpty()) {
            awaited.getOrDefault(name, List.of()).forEach(stage -> stage.complete(null));
            awaited.remove(name);
        }
    }

    /**
     * Completes, on the loop, when no task of a connector runs: at once, or when those that were ordered to stop have ended
     * or were cut off. On the loop.
     */
    public CompletionStage<Void> tasksEnded(String name) {
        loop.assertOwner();
        Slot slot = slots.get(name);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        if (slot == null || slot.tasks.isEmpty()) {
            ended.complete(null);
        } else {
            awaited.computeIfAbsent(name, n -> new ArrayList<>()).add(ended);
        }
        return ended;
    }

    /** Names of plugins may be variables; until they are resolved what is written has to do. */
    private static Map<String, String> names(Slot slot, StoredConnector wanted) {
        ResolvedConfig resolved = slot.resolution();
        return resolved != null && wanted.config().equals(slot.resolvedFrom()) ? resolved.values() : wanted.config();
    }

    private void apply(Step step, Slot slot, @Nullable StoredConnector wanted, Available available) {
        String name = step.connector();
        if (step.task() != Step.CONNECTOR) {
            tasks.apply(step, slot, wanted, available.tasks());
        } else if (step.action() != Action.FORGET) {
            connectors.apply(step, slot, wanted, available.connector());
        } else {
            slot.close();
            slots.remove(name);
            comebacks.forget(name);
            plans.remove(name);
            parts.gauges().ended(name);
            if (draining) {
                parts.statuses().unassign(name);
            } else {
                parts.statuses().forget(name);
            }
        }
    }

    /** Orders a restart of the connector instance; its status says RESTARTING. On the loop. */
    public void restartConnector(String name) {
        loop.assertOwner();
        Subject subject = Subject.instance(name);
        comebacks.clear(subject);
        restart(subject, ORDERED);
    }

    /** Orders a restart of a task; its status says RESTARTING. On the loop. */
    public void restartTask(TaskId id) {
        loop.assertOwner();
        Subject subject = Subject.task(id);
        comebacks.clear(subject);
        restart(subject, ORDERED);
    }

    private void restart(Subject subject, String reason) {
        Slot slot = slots.get(subject.connector());
        if (slot == null) {
            return;
        }
        if (subject.isTask()) {
            parts.statuses().task(subject.id(), State.RESTARTING, null, null);
            TaskSlot task = slot.tasks.get(subject.task());
            if (task != null) {
                task.restart(reason);
            }
        } else {
            parts.statuses().connector(subject.connector(), State.RESTARTING, null, null);
            if (slot.instance != null && !slot.instance.stopping()) {
                slot.instance.restart(reason);
            } else {
                slot.unresolve();
            }
        }
        changed(subject.connector());
    }

    /** The worker is reached under another address: the statuses that it wrote say so. On the loop. */
    public void readdress() {
        loop.assertOwner();
        parts.statuses().readdress();
    }

    /** Stops everything in order; a last plan has then nothing running. On the loop. */
    public void drain() {
        loop.assertOwner();
        draining = true;
        changed();
    }

    /** Whether nothing runs any more. On the loop. */
    public boolean drained() {
        loop.assertOwner();
        return slots.values().stream().allMatch(slot -> slot.instance == null && slot.tasks.isEmpty());
    }

    /** What runs, for people. On the loop. */
    public String describe() {
        loop.assertOwner();
        StringBuilder text = new StringBuilder();
        slots.forEach((name, slot) -> {
            text.append("connector ").append(name).append('\n');
            if (slot.instance != null) {
                text.append("    ").append(slot.instance.instance().describe()).append('\n');
            }
            slot.tasks.forEach((number, task) -> task.order(
                    handle -> text.append("    ").append(handle.describe()).append('\n')));
            slot.plan.forEach(
                    step -> text.append("    plan: ").append(step.toReason()).append('\n'));
        });
        return text.toString();
    }

    /** What a plugin that was registered in several roles makes of a connector. */
    public static ConnectorType type(Plugin plugin) {
        return plugin.types().contains(PluginType.SINK) ? ConnectorType.SINK : ConnectorType.SOURCE;
    }
}
