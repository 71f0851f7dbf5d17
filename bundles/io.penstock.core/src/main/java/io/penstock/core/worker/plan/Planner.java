package io.penstock.core.worker.plan;

import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.store.StoredConnector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is to be done for one connector, from what is desired, assigned, available and running. Pure: the same
 * inputs give the same steps, and a connector that is as it should be gets only KEEP steps. The steps are also what
 * {@code connect:why} prints.
 */
public final class Planner {

    private final String name;
    private final Assignment assigned;
    private final Available available;
    private final PluginView catalog;
    private final Running running;
    private final List<Step> steps = new ArrayList<>();

    private Planner(String name, Assignment assigned, Available available, PluginView catalog, Running running) {
        this.name = name;
        this.assigned = assigned;
        this.available = available;
        this.catalog = catalog;
        this.running = running;
    }

    /**
     * The steps for one connector, the connector instance first.
     *
     * @param desired what the config store has of it, null when it was deleted
     * @param available what its configuration needs, resolved against {@code catalog}
     */
    public static List<Step> plan(
            String name,
            @Nullable StoredConnector desired,
            Assignment assigned,
            Available available,
            PluginView catalog,
            Running running) {
        Planner planner = new Planner(name, assigned, available, catalog, running);
        if (desired == null) {
            planner.remove();
        } else {
            planner.connector(desired);
            planner.tasks(desired);
        }
        return List.copyOf(planner.steps);
    }

    private void remove() {
        running.tasks().forEach((number, task) -> stopOrWait(number, task.phase(), "the connector was deleted"));
        Running.Instance instance = running.instance();
        if (instance != null) {
            stopOrWait(Step.CONNECTOR, instance.phase(), "the connector was deleted");
        }
        if (steps.isEmpty()) {
            add(Step.CONNECTOR, Action.FORGET, "the connector was deleted and nothing of it runs");
        }
    }

    private void stopOrWait(int task, Running.Phase phase, String reason) {
        if (phase == Running.Phase.STOPPING) {
            add(task, Action.KEEP, "is stopping: " + reason);
        } else {
            add(task, Action.STOP, reason);
        }
    }

    private void connector(StoredConnector wanted) {
        if (!wanted.config().equals(running.resolution().config())) {
            add(Step.CONNECTOR, Action.RESOLVE, "its configuration is new to this worker");
        }
        Running.Instance instance = running.instance();
        if (instance == null) {
            startConnector(wanted);
        } else if (instance.phase() == Running.Phase.STOPPING) {
            add(Step.CONNECTOR, Action.KEEP, "is stopping");
        } else {
            runningConnector(wanted, instance);
        }
    }

    private void startConnector(StoredConnector wanted) {
        if (!assigned.connector(name)) {
            return;
        }
        Available.Part part = available.connector();
        String unresolved = unresolved(wanted);
        if (part instanceof Available.Part.Missing missing) {
            add(Step.CONNECTOR, Action.WAIT, missing.reason());
        } else if (running.resolution().failure() != null && unresolved != null) {
            add(Step.CONNECTOR, Action.FAIL, unresolved);
        } else if (unresolved != null) {
            add(Step.CONNECTOR, Action.KEEP, unresolved);
        } else {
            add(Step.CONNECTOR, Action.START, "target state is " + wanted.target() + " and its plugin is there");
        }
    }

    private void runningConnector(StoredConnector wanted, Running.Instance instance) {
        String restart = instance.restart();
        boolean changed = !instance.config().equals(wanted.config());
        if (!assigned.connector(name)) {
            add(Step.CONNECTOR, Action.STOP, "it was assigned to another worker");
        } else if (!catalog.offers(instance.plugin())) {
            add(Step.CONNECTOR, Action.STOP, "its plugin " + label(instance.plugin()) + " is leaving");
        } else if (restart != null) {
            add(Step.CONNECTOR, Action.STOP, restart);
        } else if (changed && running.resolution().done(wanted.config())) {
            add(Step.CONNECTOR, Action.STOP, "its configuration has changed");
        } else if (instance.target() != wanted.target()
                && (instance.phase() == Running.Phase.ACTIVE || wanted.target() == TargetState.STOPPED)) {
            add(Step.CONNECTOR, transition(wanted.target()), "target state is " + wanted.target());
        } else if (instance.phase() == Running.Phase.FAILED) {
            add(Step.CONNECTOR, Action.KEEP, failed(instance.outlook(), "its configuration"));
        } else if (changed) {
            add(Step.CONNECTOR, Action.KEEP, "runs on while its new configuration is being resolved");
        } else {
            keepOrGenerate(wanted, instance);
        }
    }

    private void keepOrGenerate(StoredConnector wanted, Running.Instance instance) {
        boolean stale = !wanted.appliedConfig().equals(wanted.config());
        Running.Generation generation = running.generation();
        if (wanted.target() != TargetState.STARTED) {
            add(Step.CONNECTOR, Action.KEEP, "is " + wanted.target() + ", as was asked for");
        } else if (generation.pending()) {
            add(Step.CONNECTOR, Action.KEEP, "is making the configurations of its tasks");
        } else if (!stale && !generation.requested()) {
            add(Step.CONNECTOR, Action.KEEP, "runs as " + label(instance.plugin()));
        } else if (generation.resting() != null) {
            add(Step.CONNECTOR, Action.KEEP, generation.resting());
        } else {
            add(
                    Step.CONNECTOR,
                    Action.GENERATE,
                    stale ? "its tasks have no configurations of its present one" : "it asked for it");
        }
    }

    private void tasks(StoredConnector wanted) {
        int configured = wanted.tasks().size();
        running.tasks().forEach((number, task) -> {
            if (number >= configured) {
                stopOrWait(number, task.phase(), "the connector has no such task any more");
            }
        });
        for (int number = 0; number < configured; number++) {
            Running.Task task = running.tasks().get(number);
            if (task == null) {
                startTask(wanted, number);
            } else if (task.phase() == Running.Phase.STOPPING) {
                add(number, Action.KEEP, "is stopping");
            } else {
                runningTask(wanted, number, task);
            }
        }
    }

    private void startTask(StoredConnector wanted, int number) {
        if (!assigned.task(new TaskId(name, number))) {
            return;
        }
        String unresolved = unresolved(wanted);
        if (available.tasks() instanceof Available.Part.Missing missing) {
            add(number, Action.WAIT, missing.reason());
        } else if (running.resolution().failure() != null && unresolved != null) {
            add(number, Action.FAIL, unresolved);
        } else if (unresolved != null) {
            add(number, Action.KEEP, unresolved);
        } else if (!wanted.appliedConfig().equals(wanted.config())) {
            add(number, Action.KEEP, "the connector has not made its configuration from its own present one");
        } else {
            add(number, Action.START, "target state is " + wanted.target() + " and its plugins are there");
        }
    }

    private void runningTask(StoredConnector wanted, int number, Running.Task task) {
        String restart = task.restart();
        boolean current = wanted.appliedConfig().equals(wanted.config())
                && running.resolution().done(wanted.config());
        boolean changed = !task.config().equals(wanted.tasks().get(number))
                || !task.connectorConfig().equals(wanted.config());
        Plugin leaving = task.plugins().stream()
                .filter(plugin -> !catalog.offers(plugin))
                .findFirst()
                .orElse(null);
        if (!assigned.task(new TaskId(name, number))) {
            add(number, Action.STOP, "it was assigned to another worker");
        } else if (leaving != null) {
            add(number, Action.STOP, "the plugin " + label(leaving) + " that it uses is leaving");
        } else if (restart != null) {
            add(number, Action.STOP, restart);
        } else if (changed && current) {
            add(number, Action.STOP, "its configuration has changed");
        } else if (task.phase() == Running.Phase.FAILED) {
            add(number, Action.KEEP, failed(task.outlook(), "the configuration"));
        } else if (task.target() != wanted.target() && wanted.target() != TargetState.STOPPED) {
            add(number, transition(wanted.target()), "target state is " + wanted.target());
        } else {
            add(number, Action.KEEP, task.target() == TargetState.PAUSED ? "is paused, as was asked for" : "runs");
        }
    }

    private @Nullable String unresolved(StoredConnector wanted) {
        Running.Resolution resolution = running.resolution();
        if (resolution.done(wanted.config())) {
            return null;
        }
        String failure = resolution.failure();
        return wanted.config().equals(resolution.config()) && failure != null
                ? failure
                : "the variables of its configuration are being resolved";
    }

    private static String failed(@Nullable String outlook, String config) {
        return outlook == null ? "has failed; its status tells why. Restart it, or change " + config : outlook;
    }

    private static Action transition(TargetState target) {
        return switch (target) {
            case STARTED -> Action.RESUME;
            case PAUSED -> Action.PAUSE;
            case STOPPED -> Action.HALT;
        };
    }

    private static String label(Plugin plugin) {
        return plugin.className() + " " + plugin.version() + " (bundle " + plugin.bundle() + ")";
    }

    private void add(int task, Action action, String reason) {
        steps.add(new Step(name, task, action, reason));
    }
}
