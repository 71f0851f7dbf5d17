package io.penstock.core.store;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The log levels that survive a restart. */
public interface LevelStore {

    /**
     * A level.
     *
     * @param level in upper case
     * @param modified when it was set
     */
    record Kept(String level, Instant modified) {}

    /** Levels by logger; immutable. Never blocks. */
    Map<String, Kept> levels();

    /** Keeps a logger's level, and forgets those of the loggers below it. Completes when that is durable (I8). */
    CompletionStage<Void> keep(String logger, String level, Instant modified);
}
