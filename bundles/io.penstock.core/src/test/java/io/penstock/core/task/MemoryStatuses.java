package io.penstock.core.task;

import io.penstock.api.InstanceStatus;
import io.penstock.api.TaskId;
import io.penstock.core.store.StatusStore;
import io.penstock.core.store.TopicUse;
import io.penstock.core.task.topic.TopicTracker;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Topics in memory, and every write of one; statuses are not expected. Thread-safe. */
public final class MemoryStatuses implements StatusStore {

    public final List<TopicUse> writes = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, TopicUse>> topics = new ConcurrentHashMap<>();

    public static TopicTracker tracker(StatusStore store) {
        return new TopicTracker(store, InstantSource.system(), true);
    }

    @Override
    public Map<String, InstanceStatus> connectors() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<TaskId, InstanceStatus> tasks() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Map<String, TopicUse>> topics() {
        return topics;
    }

    /** The topics of one connector. */
    public List<String> topics(String connector) {
        return List.copyOf(new TreeMap<>(topics.getOrDefault(connector, Map.of())).keySet());
    }

    @Override
    public CompletionStage<Void> put(TopicUse use) {
        writes.add(use);
        topics.computeIfAbsent(use.task().connector(), connector -> new ConcurrentHashMap<>())
                .put(use.topic(), use);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> forgetTopics(String connector) {
        topics.remove(connector);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> put(String connector, @Nullable InstanceStatus status) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> put(TaskId task, @Nullable InstanceStatus status) {
        throw new UnsupportedOperationException();
    }
}
