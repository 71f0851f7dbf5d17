package io.penstock.console.gogo.config;

import io.penstock.api.TargetState;
import io.penstock.console.gogo.access.CommandFailure;
import java.util.Arrays;
import java.util.Locale;

/** The state that a new connector begins in, by the names that the REST API takes (KIP-980). */
public enum InitialState {
    /** It runs. */
    RUNNING(TargetState.STARTED),
    /** Its tasks are loaded and move nothing. */
    PAUSED(TargetState.PAUSED),
    /** It has no tasks. */
    STOPPED(TargetState.STOPPED);

    private final TargetState target;

    InitialState(TargetState target) {
        this.target = target;
    }

    /** The target state that it stands for. */
    public TargetState target() {
        return target;
    }

    /** The state of this name in any case. */
    static InitialState of(String name, String source) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage(
                        source + ": initial_state is '" + name + "' and must be one of RUNNING, PAUSED, STOPPED"));
    }
}
