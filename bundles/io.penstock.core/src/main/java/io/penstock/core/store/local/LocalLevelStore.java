package io.penstock.core.store.local;

import io.penstock.core.store.LevelStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log levels in the file {@code levels.journal}. */
public final class LocalLevelStore implements LevelStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalLevelStore.class);
    private static final String ROOT = "root";

    private final Map<String, Kept> levels = new ConcurrentHashMap<>();
    private final StoreThread store;

    /**
     * Opens the store.
     *
     * @throws io.penstock.core.store.StoreDamagedException when the file cannot be read back
     */
    public LocalLevelStore(Path directory, boolean repair) {
        Journal journal = Journal.open(directory.resolve("levels.journal"), repair);
        journal.content().forEach(this::read);
        store = new StoreThread("log levels", journal);
    }

    private void read(String logger, String text) {
        String[] parts = text.split(" ", 2);
        try {
            levels.put(logger, new Kept(parts[0], Instant.parse(parts[parts.length - 1])));
        } catch (DateTimeParseException e) {
            LOG.warn("Ignoring the stored level '{}' of logger {}, which this version cannot read", text, logger, e);
        }
    }

    @Override
    public Map<String, Kept> levels() {
        return Map.copyOf(levels);
    }

    @Override
    public CompletionStage<Void> keep(String logger, String level, Instant modified) {
        Map<String, @Nullable String> entries = new LinkedHashMap<>();
        levels.keySet().stream()
                .filter(other -> logger.equals(ROOT) || other.startsWith(logger + "."))
                .forEach(other -> entries.put(other, null));
        entries.put(logger, level + " " + modified);
        return store.write(entries, () -> {
            levels.keySet().removeAll(entries.keySet());
            levels.put(logger, new Kept(level, modified));
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
