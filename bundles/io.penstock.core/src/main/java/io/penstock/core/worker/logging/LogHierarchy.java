package io.penstock.core.worker.logging;

import java.util.SortedMap;
import java.util.TreeMap;

/** The hierarchy of loggers, which follows the dots of their names: {@code org.foobar} is not below {@code org.foo}. Pure. */
final class LogHierarchy {

    private LogHierarchy() {}

    /** Whether a logger is another one or below it; all are below the root. */
    static boolean covers(String logger, String other) {
        return logger.equals(LogBackend.ROOT) || other.equals(logger) || other.startsWith(logger + ".");
    }

    /** The nearest logger at or above this one that has a level of its own; the root when no other has. */
    static String nearest(String logger, SortedMap<String, ?> levels) {
        String name = logger;
        while (!levels.containsKey(name)) {
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return LogBackend.ROOT;
            }
            name = name.substring(0, dot);
        }
        return name;
    }

    /** The logger with its new level, and those below it that have one of their own. */
    static SortedMap<String, String> subtree(String logger, String level, SortedMap<String, ?> levels) {
        SortedMap<String, String> changed = new TreeMap<>();
        changed.put(logger, level);
        levels.keySet().stream().filter(other -> covers(logger, other)).forEach(other -> changed.put(other, level));
        return changed;
    }
}
