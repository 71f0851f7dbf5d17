package io.penstock.core.task;

import io.penstock.api.State;
import org.jspecify.annotations.Nullable;

/** Hears of a task's states on the task's thread; must return at once. Hears nothing after the task was fenced (I5). */
@FunctionalInterface
public interface TaskListener {

    /**
     * The task is in another state: RUNNING when its code was started, PAUSED, FAILED.
     *
     * @param version the task's version as its code says, or null when not known
     * @param failure the cause when FAILED
     */
    void state(State state, @Nullable String version, @Nullable Throwable failure);
}
