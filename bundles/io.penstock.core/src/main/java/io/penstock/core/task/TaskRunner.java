package io.penstock.core.task;

/** Starts tasks. */
@FunctionalInterface
public interface TaskRunner {

    /** Starts a task on a thread of its own and returns at once; whatever fails is told to the listener as FAILED. */
    TaskHandle start(TaskSpec spec, TaskListener listener);
}
