package io.penstock.core.task;

import io.penstock.core.store.OffsetStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Offsets in memory; answers at once unless a test holds the answers back. Thread-safe. */
public final class MemoryOffsets implements OffsetStore {

    private final Map<Map<String, ?>, Map<String, Object>> stored = new HashMap<>();
    private final List<Map<Map<String, ?>, Map<String, ?>>> commits = new ArrayList<>();
    private @Nullable CompletableFuture<Void> held;

    /** From now on commits complete with this. */
    public synchronized void answerWith(@Nullable CompletableFuture<Void> answer) {
        held = answer;
    }

    public synchronized Map<Map<String, ?>, Map<String, Object>> stored() {
        return new HashMap<>(stored);
    }

    public synchronized List<Map<Map<String, ?>, Map<String, ?>>> commits() {
        return List.copyOf(commits);
    }

    @Override
    @SuppressWarnings("unchecked") // tests store strings and numbers
    public synchronized CompletionStage<Void> commit(
            String connector, Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
        commits.add(new HashMap<>(offsets));
        CompletableFuture<Void> answer = held == null ? CompletableFuture.completedFuture(null) : held;
        return answer.thenRun(() -> {
            synchronized (this) {
                offsets.forEach((p, o) -> stored.put(p, (Map<String, Object>) o));
            }
        });
    }

    @Override
    public synchronized CompletionStage<Map<Map<String, ?>, Map<String, Object>>> read(
            String connector, Collection<? extends Map<String, ?>> partitions) {
        Map<Map<String, ?>, Map<String, Object>> found = new HashMap<>();
        for (Map<String, ?> partition : partitions) {
            if (stored.containsKey(partition)) {
                found.put(partition, stored.get(partition));
            }
        }
        return CompletableFuture.completedFuture(found);
    }

    @Override
    public CompletionStage<Map<Map<String, Object>, Map<String, Object>>> all(String connector) {
        throw new UnsupportedOperationException("Tasks do not ask for all offsets");
    }
}
