package io.penstock.launcher.instance;

/** What a worker's process does. */
public enum InstanceState {
    /** From taking the lock until the worker and its REST API are up. */
    STARTING,
    /** Until it is told to stop. */
    RUNNING,
    /** Draining; the process ends soon. */
    STOPPING
}
