package io.penstock.core.worker.plan;

import io.penstock.api.Reason;

/**
 * One step of the plan.
 *
 * @param connector which connector
 * @param task number of the task, or {@link #CONNECTOR} for the connector instance
 * @param action what to do
 * @param reason why, naming the inputs that led to it
 */
public record Step(String connector, int task, Action action, String reason) {

    /** Stands for the connector instance where a task number is expected. */
    public static final int CONNECTOR = -1;

    /** The step as the shell prints it. */
    public Reason toReason() {
        String subject = task == CONNECTOR ? "connector " + connector : "task " + connector + "-" + task;
        return new Reason(subject, action.toString(), reason);
    }
}
