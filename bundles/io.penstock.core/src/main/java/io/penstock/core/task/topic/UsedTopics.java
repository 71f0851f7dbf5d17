package io.penstock.core.task.topic;

import io.penstock.api.TaskId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The topics that one task has used. A topic that was used just before costs one comparison. Thread-safe. */
public final class UsedTopics implements AutoCloseable {

    private final TaskId task;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile String last = "";
    private volatile @Nullable TopicTracker tracker;

    UsedTopics(TaskId task, @Nullable TopicTracker tracker) {
        this.task = task;
        this.tracker = tracker;
    }

    /** The task has used this topic. Does not wait for the store. */
    public void used(String topic) {
        if (!topic.equals(last)) {
            // Before the set is looked at: a reset that comes in between makes the next record look again.
            last = topic;
            TopicTracker telling = tracker;
            if (telling != null && known.add(topic)) {
                telling.used(task, topic);
            }
        }
    }

    TaskId task() {
        return task;
    }

    void startOver() {
        known.clear();
        last = "";
    }

    /** From now on nothing is told. */
    @Override
    public void close() {
        TopicTracker telling = tracker;
        tracker = null;
        if (telling != null) {
            telling.closed(this);
        }
    }
}
