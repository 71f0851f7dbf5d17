package io.penstock.core.task.state;

import io.penstock.api.TaskId;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The connector and task that a thread logs for (Apache: {@code LoggingContext}): key {@code connector.context} of the
 * MDC until the context is closed. Belongs to the thread that entered it.
 */
public final class LogContext implements AutoCloseable {

    private static final String KEY = "connector.context";

    private final @Nullable String before = MDC.get(KEY);

    private LogContext(String value) {
        MDC.put(KEY, value);
    }

    /** For a task's own thread. */
    public static LogContext task(TaskId id) {
        return new LogContext("[" + id.connector() + "|task-" + id.task() + "] ");
    }

    /** For the thread that commits a task's offsets. */
    public static LogContext offsets(TaskId id) {
        return new LogContext("[" + id.connector() + "|task-" + id.task() + "|offsets] ");
    }

    /** For the thread of a replay of dead letters. */
    public static LogContext replay(String connector) {
        return new LogContext("[" + connector + "|replay] ");
    }

    @Override
    public void close() {
        if (before == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, before);
        }
    }
}
