package io.penstock.core.worker.logging;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.api.logging.LoggerLevel;
import io.penstock.api.logging.LoggerLevels;
import io.penstock.core.store.LevelStore;
import io.penstock.core.worker.loop.Background;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and sets log levels through the framework's logging. Thread-safe. */
public final class LevelsService implements LoggerLevels {

    private static final Logger LOG = LoggerFactory.getLogger(LevelsService.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> LEVELS = Set.of("OFF", "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL");

    private final LogBackend backend;
    private final LevelStore kept;
    private final Background background;
    private final InstantSource clock;
    private final Map<String, Instant> modified = new ConcurrentHashMap<>();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /** A service that has changed nothing yet. */
    public LevelsService(LogBackend backend, LevelStore kept, Background background, InstantSource clock) {
        this.backend = backend;
        this.kept = kept;
        this.background = background;
        this.clock = clock;
    }

    /** Sets the levels that are to survive a restart; those that fail are logged. */
    public CompletionStage<Void> restore() {
        SortedMap<String, String> levels = new TreeMap<>();
        kept.levels().forEach((logger, level) -> levels.put(logger, level.level()));
        if (levels.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return inTurn("restoring log levels", () -> {
                    backend.set(levels);
                    kept.levels().forEach((logger, level) -> modified.put(logger, level.modified()));
                    return levels;
                })
                .handle((done, failure) -> {
                    if (failure != null) {
                        LOG.error("The log levels {} of the last run could not be set again", levels, failure);
                    }
                    return null;
                });
    }

    @Override
    public SortedMap<String, LoggerLevel> levels() {
        SortedMap<String, LoggerLevel> levels = new TreeMap<>();
        backend.levels().forEach((logger, level) -> levels.put(logger, new LoggerLevel(level, modified.get(logger))));
        return levels;
    }

    @Override
    public LoggerLevel level(String logger) {
        SortedMap<String, String> levels = backend.levels();
        String name = canonical(logger);
        String nearest = LogHierarchy.nearest(name, levels);
        boolean known = nearest.equals(name)
                || !nearest.equals(LogBackend.ROOT)
                || levels.keySet().stream().anyMatch(other -> LogHierarchy.covers(name, other))
                || backend.mayLog(name);
        String level = levels.get(nearest);
        if (!known || level == null) {
            throw ErrorCode.LOGGER_NOT_FOUND.of("Logger " + logger + " not found.");
        }
        return new LoggerLevel(level, modified.get(nearest));
    }

    @Override
    public CompletionStage<List<String>> set(String logger, String level, boolean keep) {
        String wanted = level.trim().toUpperCase(Locale.ROOT);
        if (!LEVELS.contains(wanted)) {
            return CompletableFuture.failedFuture(ErrorCode.LEVEL_UNKNOWN.of("invalid log level '" + level + "'."));
        }
        if (logger.isBlank() || logger.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            return CompletableFuture.failedFuture(ErrorCode.BAD_REQUEST.of(
                    "'" + logger + "' cannot be the name of a logger; name a class, a package, or " + LogBackend.ROOT));
        }
        String name = canonical(logger);
        CompletionStage<List<String>> changed = inTurn("setting the log level of " + name, () -> change(name, wanted));
        return keep
                ? changed.thenCompose(
                        names -> kept.keep(name, wanted, clock.instant()).thenApply(done -> names))
                : changed;
    }

    private List<String> change(String logger, String level) throws IOException, InterruptedException {
        SortedMap<String, String> before = backend.levels();
        SortedMap<String, String> after = LogHierarchy.subtree(logger, level, before);
        String inherited = before.get(LogHierarchy.nearest(logger, before));
        LOG.info("Setting the level of logger {} and those below it to {}", logger, level);
        backend.set(after);
        Instant now = clock.instant();
        List<String> changed = new ArrayList<>();
        after.keySet().forEach(name -> {
            String was = before.getOrDefault(name, inherited);
            if (!level.equals(was)) {
                modified.put(name, now);
                changed.add(name);
            }
        });
        return changed;
    }

    /** One change after the other, away from the caller's thread. */
    private synchronized <T> CompletionStage<T> inTurn(String what, Callable<T> change) {
        Callable<T> told = () -> {
            try {
                return change.call();
            } catch (IOException | RuntimeException e) {
                throw e instanceof WorkerException
                        ? e
                        : ErrorCode.STORE_FAILED.of("Failed while " + what + ": " + e.getMessage(), e);
            }
        };
        CompletableFuture<T> mine =
                last.handle((done, failure) -> what).thenCompose(name -> background.call(name, PATIENCE, told));
        last = mine;
        return mine;
    }

    private static String canonical(String logger) {
        return logger.isEmpty() || logger.equalsIgnoreCase(LogBackend.ROOT) ? LogBackend.ROOT : logger;
    }
}
