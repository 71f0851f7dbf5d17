package io.penstock.core.worker.run;

import io.penstock.api.TargetState;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.worker.instance.ConnectorInstance;
import io.penstock.core.worker.plan.Running;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connector instance as the control loop keeps it. Belongs to the loop. */
final class InstanceSlot {

    private final Map<String, String> config;
    private final Plugin plugin;
    private final ConnectorInstance instance;
    private Running.Phase phase = Running.Phase.ACTIVE;
    private TargetState target;
    private boolean ready;
    private @Nullable String restart;
    private @Nullable Deadline deadline;

    InstanceSlot(Map<String, String> config, Plugin plugin, TargetState target, ConnectorInstance instance) {
        this.config = config;
        this.plugin = plugin;
        this.target = target;
        this.instance = instance;
    }

    ConnectorInstance instance() {
        return instance;
    }

    void target(TargetState state) {
        target = state;
        ready = false;
        instance.target(state);
    }

    /** Its code has been started. */
    void ready() {
        ready = true;
    }

    boolean isReady() {
        return ready;
    }

    void stopping(Deadline until) {
        phase = Running.Phase.STOPPING;
        deadline = until;
        instance.stop();
    }

    boolean stopping() {
        return phase == Running.Phase.STOPPING;
    }

    void failed() {
        if (phase == Running.Phase.ACTIVE) {
            phase = Running.Phase.FAILED;
        }
    }

    /** It was FAILED and has been stopped in order. */
    void recovered() {
        if (phase == Running.Phase.FAILED) {
            phase = Running.Phase.ACTIVE;
        }
    }

    void end() {
        if (deadline != null) {
            deadline.met();
        }
    }

    void restart(String reason) {
        restart = reason;
    }

    Running.Instance view(@Nullable String outlook) {
        return new Running.Instance(phase, config, plugin, target, restart, outlook);
    }
}
