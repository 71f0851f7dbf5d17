package io.penstock.api.logging;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/**
 * Log levels of the worker's and the plugins' loggers (KIP-495, KIP-976); registered as a service. Levels are those of
 * Log4j 2 (OFF, FATAL, ERROR, WARN, INFO, DEBUG, TRACE, ALL); the root logger is called {@code root}.
 */
public interface LoggerLevels {

    /** The loggers that have a level of their own, {@code root} included. Never blocks. */
    SortedMap<String, LoggerLevel> levels();

    /** One logger's level, its own or the one that it inherits. Fails with LOGGER_NOT_FOUND when no such logger is known. */
    LoggerLevel level(String logger);

    /**
     * Sets a level for a logger and those below it in the hierarchy of dots; takes effect at once.
     *
     * @param keep whether the level survives a restart of the worker
     * @return the loggers whose level this changed, sorted. Fails with LEVEL_UNKNOWN
     */
    CompletionStage<List<String>> set(String logger, String level, boolean keep);
}
