package io.penstock.core.task.source;

import io.penstock.core.plugin.PluginScope;
import io.penstock.core.store.OffsetStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * The stored offsets of a connector as its source tasks read them (Apache: {@code OffsetStorageReaderImpl}). Blocks the
 * calling thread, which is the plugin's, until the store has answered or the reader is closed. Thread-safe.
 */
public final class StoredOffsets implements OffsetStorageReader, AutoCloseable {

    private final OffsetStore store;
    private final String connector;
    private final CompletableFuture<Object> closed = new CompletableFuture<>();

    /** Reads the offsets of one connector. */
    public StoredOffsets(OffsetStore store, String connector) {
        this.store = store;
        this.connector = connector;
    }

    @Override
    public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
        return offsets(Collections.singletonList(partition)).get(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        List<Map<String, T>> asked = new ArrayList<>();
        Map<Map<String, T>, Map<String, Object>> result = new HashMap<>();
        for (Map<String, T> partition : partitions) {
            result.put(partition, null);
            if (partition != null) {
                asked.add(partition);
            }
        }
        // The caller is plugin code under its own loader; the store is not.
        try (PluginScope scope = PluginScope.enter(StoredOffsets.class.getClassLoader())) {
            Map<Map<String, ?>, Map<String, Object>> found = get(asked);
            result.replaceAll((partition, none) -> found.get(partition));
        }
        return result;
    }

    /** Ends every read, also those to come. */
    @Override
    public void close() {
        closed.completeExceptionally(new ConnectException("The offsets of connector " + connector
                + " can no longer be read: the task was ordered to stop and did not in time"));
    }

    private Map<Map<String, ?>, Map<String, Object>> get(Collection<? extends Map<String, ?>> asked) {
        CompletableFuture<Map<Map<String, ?>, Map<String, Object>>> read =
                store.read(connector, asked).toCompletableFuture();
        try {
            CompletableFuture.anyOf(closed, read).get();
            return read.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while the offsets of connector " + connector + " were read", e);
        } catch (ExecutionException e) {
            throw new ConnectException(
                    "Failed to fetch offsets of connector " + connector + ": "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e.getCause());
        }
    }
}
