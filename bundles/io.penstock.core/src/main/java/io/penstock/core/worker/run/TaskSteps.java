package io.penstock.core.worker.run;

import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.store.StoredConnector;
import io.penstock.core.task.TaskEnd;
import io.penstock.core.task.TaskHandle;
import io.penstock.core.task.TaskSpec;
import io.penstock.core.worker.loop.ControlLoop;
import io.penstock.core.worker.plan.Available;
import io.penstock.core.worker.plan.Step;
import io.penstock.core.worker.restart.Comebacks;
import io.penstock.core.worker.restart.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the steps of tasks. Belongs to the control loop. */
final class TaskSteps {

    private static final Logger LOG = LoggerFactory.getLogger(TaskSteps.class);

    private final ControlLoop loop;
    private final Parts parts;
    private final Comebacks comebacks;
    private final Consumer<String> changed;

    TaskSteps(ControlLoop loop, Parts parts, Comebacks comebacks, Consumer<String> changed) {
        this.loop = loop;
        this.parts = parts;
        this.comebacks = comebacks;
        this.changed = changed;
    }

    void apply(Step step, Slot slot, @Nullable StoredConnector wanted, Available.Part part) {
        TaskId id = new TaskId(step.connector(), step.task());
        TaskSlot task = slot.tasks.get(id.task());
        switch (step.action()) {
            case START -> start(id, slot, Objects.requireNonNull(wanted), (Available.Part.There) part);
            case STOP -> stop(id, slot, Objects.requireNonNull(task));
            case PAUSE -> Objects.requireNonNull(task).target(TargetState.PAUSED);
            case RESUME -> Objects.requireNonNull(task).target(TargetState.STARTED);
            case WAIT -> parts.statuses().task(id, State.UNASSIGNED, null, step.reason());
            case FAIL -> parts.statuses().task(id, State.FAILED, null, step.reason());
            case KEEP, FORGET, RESOLVE, GENERATE, HALT -> LOG.trace("Task {}: {}", id, step.reason());
        }
    }

    private void start(TaskId id, Slot slot, StoredConnector wanted, Available.Part.There there) {
        Plugin connector = Objects.requireNonNull(there.plugins().get("connector"));
        Map<String, Plugin> used = new HashMap<>(there.plugins());
        used.remove("connector");
        Map<String, String> config = wanted.tasks().get(id.task());
        ResolvedConfig values = Objects.requireNonNull(slot.resolution());
        Heard heard = new Heard(id, slot);
        CompletableFuture<TaskHandle> handle = new CompletableFuture<>();
        TaskSlot started = new TaskSlot(config, wanted.config(), there.plugins().values(), wanted.target(), handle);
        slot.tasks.put(id.task(), started);
        heard.expects(started);
        comebacks.starting(
                Subject.task(id), parts.reader().restarts(values.values()), List.of(wanted.config(), config));
        parts.background().execute(() -> {
            try {
                ConnectorSettings settings = parts.reader().settings(values, Reconciler.type(connector));
                parts.reader().checkOverrides(values, connector, false);
                Map<String, String> resolved = parts.reader().resolve(config).values();
                TaskSpec spec = new TaskSpec(id, settings, resolved, connector, Map.copyOf(used), wanted.target());
                TaskHandle running = parts.runner().start(spec, heard);
                var unused = running.done().whenComplete((end, e) -> ended(id, slot, started, end));
                handle.complete(running);
            } catch (Throwable e) {
                LOG.error("Task {} could not be started", id, e);
                heard.state(State.FAILED, null, e);
                ended(id, slot, started, new TaskEnd(e, true));
            }
        });
    }

    private void ended(TaskId id, Slot slot, TaskSlot task, @Nullable TaskEnd end) {
        loop.post("taking in the end of task " + id, () -> {
            task.end();
            if (end != null && end.failure() == null && !end.clean()) {
                LOG.warn("Task {} ended without having committed everything; what is missing is delivered again", id);
            }
            if (slot.tasks.get(id.task()) == task && task.stopping()) {
                remove(id, slot);
            } else if (slot.tasks.get(id.task()) == task) {
                task.failed();
            }
            changed.accept(id.connector());
        });
    }

    private void remove(TaskId id, Slot slot) {
        slot.tasks.remove(id.task());
        StoredConnector now = parts.configs().connectors().get(id.connector());
        if (now != null && id.task() >= now.tasks().size()) {
            parts.statuses().forget(id);
            comebacks.forget(Subject.task(id));
        }
    }

    private void stop(TaskId id, Slot slot, TaskSlot task) {
        Deadline deadline = new Deadline(
                loop,
                "Task " + id,
                parts.taskGraceMs(),
                "task.shutdown.graceful.timeout.ms",
                () -> task.order(TaskHandle::interrupt),
                () -> {
                    task.order(TaskHandle::fence);
                    task.end();
                    if (slot.tasks.get(id.task()) == task) {
                        remove(id, slot);
                    }
                    changed.accept(id.connector());
                });
        comebacks.stopping(Subject.task(id));
        task.stopping(deadline);
        if (task.ended()) {
            deadline.met();
            remove(id, slot);
            loop.post("removing ended task " + id, () -> changed.accept(id.connector()));
        }
    }

    /** Brings what a task tells to the loop. */
    private final class Heard implements io.penstock.core.task.TaskListener {

        private final TaskId id;
        private final Slot slot;
        private volatile @Nullable TaskSlot expected;
        private boolean started;

        Heard(TaskId id, Slot slot) {
            this.id = id;
            this.slot = slot;
        }

        void expects(TaskSlot task) {
            expected = task;
        }

        @Override
        public void state(State state, @Nullable String version, @Nullable Throwable failure) {
            loop.post("taking in that task " + id + " is " + state, () -> {
                TaskSlot task = expected;
                if (task == null || slot.tasks.get(id.task()) != task || (task.stopping() && state != State.FAILED)) {
                    return;
                }
                if (!started) {
                    started = true;
                    parts.gauges().taskStartup(state != State.FAILED);
                }
                if (state == State.FAILED) {
                    LOG.error("Task {} failed", id, failure);
                }
                took(state, task, failure);
                parts.statuses().task(id, state, version, StatusBook.trace(failure));
                changed.accept(id.connector());
            });
        }

        private void took(State state, TaskSlot task, @Nullable Throwable failure) {
            Subject subject = Subject.task(id);
            if (state != State.FAILED) {
                comebacks.started(subject, state);
                return;
            }
            if (!task.stopping()) {
                comebacks.failed(subject, failure);
            }
            task.failed();
        }
    }
}
