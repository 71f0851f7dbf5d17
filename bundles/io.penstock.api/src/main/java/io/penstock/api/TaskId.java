package io.penstock.api;

/**
 * Names one task of a connector.
 *
 * @param connector the connector's name
 * @param task the task's number, from 0
 */
public record TaskId(String connector, int task) implements Comparable<TaskId> {

    /** Orders by connector name, then by number. */
    @Override
    public int compareTo(TaskId other) {
        int byName = connector.compareTo(other.connector);
        return byName != 0 ? byName : Integer.compare(task, other.task);
    }

    /** The form that logs, traces and thread names use: {@code orders-0}. */
    @Override
    public String toString() {
        return connector + "-" + task;
    }
}
