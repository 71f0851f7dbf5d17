package io.penstock.core.worker.restart;

import io.penstock.api.TaskId;

/**
 * What can fail and come back: a connector instance or one of its tasks.
 *
 * @param connector the connector's name
 * @param task the task's number, -1 for the connector instance
 */
public record Subject(String connector, int task) {

    private static final int INSTANCE = -1;

    /** A connector's instance. */
    public static Subject instance(String connector) {
        return new Subject(connector, INSTANCE);
    }

    /** A task. */
    public static Subject task(TaskId id) {
        return new Subject(id.connector(), id.task());
    }

    /** Whether it is a task. */
    public boolean isTask() {
        return task != INSTANCE;
    }

    /** The task's name; to be asked of tasks only. */
    public TaskId id() {
        return new TaskId(connector, task);
    }

    /** As the log calls it. */
    @Override
    public String toString() {
        return isTask() ? "Task " + id() : "Connector " + connector;
    }
}
