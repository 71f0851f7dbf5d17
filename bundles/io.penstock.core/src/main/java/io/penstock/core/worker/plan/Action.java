package io.penstock.core.worker.plan;

import java.util.Locale;

/** What a step of the plan does to a connector or a task. */
public enum Action {
    /** Resolve the variables of the configuration, off the control loop. */
    RESOLVE,
    /** Start it. */
    START,
    /** Stop it; a later plan may start it again. */
    STOP,
    /** Make it PAUSED. */
    PAUSE,
    /** Make it run again. */
    RESUME,
    /** Make the connector instance STOPPED. */
    HALT,
    /** Ask the connector for the configurations of its tasks. */
    GENERATE,
    /** Nothing can run; the status says UNASSIGNED and the reason. */
    WAIT,
    /** Nothing can run and waiting does not help; the status says FAILED and the reason. */
    FAIL,
    /** Leave it as it is. */
    KEEP,
    /** Nothing of it is left: forget its status. */
    FORGET;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
