package io.penstock.core.worker.run;

import io.penstock.api.TargetState;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.task.TaskHandle;
import io.penstock.core.worker.plan.Running;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task as the control loop keeps it. Belongs to the loop. */
final class TaskSlot {

    private final Map<String, String> config;
    private final Map<String, String> connectorConfig;
    private final Collection<Plugin> plugins;
    private CompletionStage<TaskHandle> handle;
    private Running.Phase phase = Running.Phase.ACTIVE;
    private TargetState target;
    private boolean ended;
    private @Nullable String restart;
    private @Nullable Deadline deadline;

    TaskSlot(
            Map<String, String> config,
            Map<String, String> connectorConfig,
            Collection<Plugin> plugins,
            TargetState target,
            CompletionStage<TaskHandle> handle) {
        this.config = config;
        this.connectorConfig = connectorConfig;
        this.plugins = plugins;
        this.target = target;
        this.handle = handle;
    }

    /** Gives an order once the task is there; orders keep their sequence. */
    void order(Consumer<TaskHandle> order) {
        handle = handle.thenApply(task -> {
            order.accept(task);
            return task;
        });
    }

    void target(TargetState state) {
        target = state;
        order(task -> task.target(state));
    }

    void stopping(Deadline until) {
        phase = Running.Phase.STOPPING;
        deadline = until;
        order(TaskHandle::stop);
    }

    void failed() {
        if (phase == Running.Phase.ACTIVE) {
            phase = Running.Phase.FAILED;
        }
    }

    void end() {
        ended = true;
        if (deadline != null) {
            deadline.met();
        }
    }

    boolean ended() {
        return ended;
    }

    boolean stopping() {
        return phase == Running.Phase.STOPPING;
    }

    void restart(String reason) {
        restart = reason;
    }

    Running.Task view(@Nullable String outlook) {
        return new Running.Task(phase, config, connectorConfig, plugins, target, restart, outlook);
    }
}
