package io.penstock.core.task.topic;

import io.penstock.api.TaskId;
import io.penstock.core.store.StatusStore;
import io.penstock.core.store.TopicUse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters the topics that tasks use into the status store, each connector's topic once (KIP-558). Thread-safe. */
public final class TopicTracker {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTracker.class);

    private final StatusStore store;
    private final InstantSource clock;
    private final boolean enabled;
    private final Set<UsedTopics> open = ConcurrentHashMap.newKeySet();

    /**
     * A tracker that no task uses yet.
     *
     * @param enabled {@code topic.tracking.enable}
     */
    public TopicTracker(StatusStore store, InstantSource clock, boolean enabled) {
        this.store = store;
        this.clock = clock;
        this.enabled = enabled;
    }

    /** What a task tells its topics to; it is closed when the task ends or is fenced (I5). */
    public UsedTopics open(TaskId task) {
        UsedTopics used = new UsedTopics(task, enabled ? this : null);
        if (enabled) {
            open.add(used);
        }
        return used;
    }

    /** Forgets the topics of a connector; those that its running tasks go on using appear anew. */
    public CompletionStage<Void> forget(String connector) {
        CompletionStage<Void> written = store.forgetTopics(connector);
        open.forEach(used -> {
            if (used.task().connector().equals(connector)) {
                used.startOver();
            }
        });
        return written;
    }

    void closed(UsedTopics used) {
        open.remove(used);
    }

    void used(TaskId task, String topic) {
        if (store.topics().getOrDefault(task.connector(), Map.of()).containsKey(topic)) {
            return;
        }
        CompletableFuture<Void> written =
                store.put(new TopicUse(topic, task, clock.millis())).toCompletableFuture();
        var unused = written.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("That connector {} uses topic {} could not be stored", task.connector(), topic, failure);
            }
        });
    }
}
