package io.penstock.core.worker.logging;

import java.io.IOException;
import java.util.SortedMap;

/** Where the framework's logging takes its levels from. Thread-safe. */
public interface LogBackend {

    /** The name of the root logger here; log4j's own is empty. */
    String ROOT = "root";

    /** The loggers that have a level of their own, the root included, each level in upper case. Does not wait. */
    SortedMap<String, String> levels();

    /**
     * Gives loggers levels; all others keep theirs. Waits until loggers that exist follow.
     *
     * @throws IOException when the levels could not be stored or do not take effect
     * @throws io.penstock.api.WorkerException CONFLICT when the framework's logging cannot be changed
     */
    void set(SortedMap<String, String> levels) throws IOException, InterruptedException;

    /** Whether code of this name, a class or a package, may be logging though it has no level of its own. */
    boolean mayLog(String logger);
}
