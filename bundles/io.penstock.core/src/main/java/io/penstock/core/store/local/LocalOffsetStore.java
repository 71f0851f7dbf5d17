package io.penstock.core.store.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.penstock.core.store.OffsetCodec;
import io.penstock.core.store.OffsetStore;
import io.penstock.core.store.StoreDamagedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Source offsets in the file {@code offsets.journal}. */
public final class LocalOffsetStore implements OffsetStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalOffsetStore.class);

    private final OffsetCodec codec = new OffsetCodec();
    private final Map<String, String> visible = new ConcurrentHashMap<>();
    private final StoreThread store;

    /**
     * Opens the store; when it is new, takes in the offsets that Apache's standalone worker has left.
     *
     * @param apacheFile {@code offset.storage.file.filename}, or null
     * @throws StoreDamagedException when either file cannot be read back
     */
    public LocalOffsetStore(Path directory, boolean repair, @Nullable Path apacheFile) {
        Path file = directory.resolve("offsets.journal");
        boolean made = !Files.exists(file);
        Map<String, String> imported =
                made && apacheFile != null && Files.exists(apacheFile) ? ApacheOffsetFile.read(apacheFile) : Map.of();
        Journal journal = Journal.open(file, repair);
        try {
            if (!imported.isEmpty()) {
                journal.append(new LinkedHashMap<>(imported));
                LOG.info(
                        "Imported {} source offsets of Apache's standalone worker from {}",
                        imported.size(),
                        apacheFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The offsets of " + apacheFile + " could not be stored in " + file, e);
        }
        visible.putAll(journal.content());
        store = new StoreThread("source offsets", journal);
    }

    @Override
    public CompletionStage<Void> commit(String connector, Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
        Map<String, @Nullable String> entries = new LinkedHashMap<>();
        try {
            offsets.forEach((partition, offset) -> entries.put(
                    codec.key(connector, partition), offset == null ? null : codec.value(connector, offset)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return store.write(
                entries,
                () -> entries.forEach((key, value) -> {
                    if (value == null) {
                        visible.remove(key);
                    } else {
                        visible.put(key, value);
                    }
                }));
    }

    @Override
    public CompletionStage<Map<Map<String, ?>, Map<String, Object>>> read(
            String connector, Collection<? extends Map<String, ?>> partitions) {
        Map<Map<String, ?>, Map<String, Object>> found = new LinkedHashMap<>();
        try {
            for (Map<String, ?> partition : partitions) {
                String value = visible.get(codec.key(connector, partition));
                if (value != null) {
                    found.put(partition, codec.offset(value));
                }
            }
        } catch (JsonProcessingException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return CompletableFuture.completedFuture(found);
    }

    @Override
    public CompletionStage<Map<Map<String, Object>, Map<String, Object>>> all(String connector) {
        Map<Map<String, Object>, Map<String, Object>> found = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, String> entry : visible.entrySet()) {
                if (codec.connector(entry.getKey()).equals(connector)) {
                    found.put(codec.partition(entry.getKey()), codec.offset(entry.getValue()));
                }
            }
        } catch (JsonProcessingException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return CompletableFuture.completedFuture(found);
    }

    @Override
    public void close() {
        store.close();
    }
}
