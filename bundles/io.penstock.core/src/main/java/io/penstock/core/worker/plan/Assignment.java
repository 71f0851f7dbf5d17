package io.penstock.core.worker.plan;

import io.penstock.api.TaskId;

/** Which work is this worker's; an immutable input of the plan. */
public interface Assignment {

    /** All of it, as for a cluster of one. */
    Assignment EVERYTHING = new Assignment() {
        @Override
        public boolean connector(String name) {
            return true;
        }

        @Override
        public boolean task(TaskId id) {
            return true;
        }
    };

    /** Whether the connector instance is ours. */
    boolean connector(String name);

    /** Whether the task is ours. */
    boolean task(TaskId id);
}
