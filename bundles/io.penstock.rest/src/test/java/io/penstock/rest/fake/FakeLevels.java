package io.penstock.rest.fake;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.penstock.api.ErrorCode;
import io.penstock.api.logging.LoggerLevel;
import io.penstock.api.logging.LoggerLevels;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** Levels in memory; time stands still. */
public final class FakeLevels implements LoggerLevels {

    public static final Instant NOW = Instant.ofEpochMilli(1_790_000_000_123L);

    private final SortedMap<String, LoggerLevel> levels = new TreeMap<>();
    private final Set<String> kept = new TreeSet<>();

    public FakeLevels() {
        levels.put("root", new LoggerLevel("INFO", null));
        levels.put("org.apache.kafka.connect.runtime.Worker", new LoggerLevel("INFO", null));
    }

    /** The loggers whose level is to survive a restart. */
    public synchronized Set<String> kept() {
        return new TreeSet<>(kept);
    }

    @Override
    public synchronized SortedMap<String, LoggerLevel> levels() {
        return new TreeMap<>(levels);
    }

    @Override
    public synchronized LoggerLevel level(String logger) {
        LoggerLevel level = levels.get(logger);
        if (level == null) {
            throw ErrorCode.LOGGER_NOT_FOUND.of("Logger " + logger + " not found.");
        }
        return level;
    }

    @Override
    public synchronized CompletionStage<List<String>> set(String logger, String level, boolean keep) {
        if (!Set.of("INFO", "DEBUG", "WARN").contains(level)) {
            return failedFuture(ErrorCode.LEVEL_UNKNOWN.of("invalid log level '" + level + "'."));
        }
        List<String> changed = levels.keySet().stream()
                .filter(name -> (name + ".").startsWith(logger + "."))
                .toList();
        changed.forEach(name -> levels.put(name, new LoggerLevel(level, NOW)));
        if (keep) {
            kept.add(logger);
        }
        return completedFuture(changed);
    }
}
