package io.penstock.core.worker.command;

import io.penstock.api.ErrorCode;
import io.penstock.api.topic.ActiveTopics;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.store.StatusStore;
import io.penstock.core.task.topic.TopicTracker;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers which topics connectors use (KIP-558; texts of Apache's {@code ConnectorsResource}). Thread-safe. */
public final class Topics implements ActiveTopics {

    private final StatusStore statuses;
    private final TopicTracker tracker;
    private final Views views;
    private final boolean enabled;
    private final boolean resetAllowed;

    /** Answers from a store, as far as the worker's configuration permits. */
    public Topics(StatusStore statuses, TopicTracker tracker, Views views, WorkerConfig config) {
        this.statuses = statuses;
        this.tracker = tracker;
        this.views = views;
        this.enabled = config.topicTrackingEnabled();
        this.resetAllowed = config.topicTrackingResetAllowed();
    }

    @Override
    public Set<String> of(String connector) {
        requireTracking();
        Set<String> topics = views.exists(connector)
                ? statuses.topics().getOrDefault(connector, Map.of()).keySet()
                : Set.of();
        return Collections.unmodifiableSet(new TreeSet<>(topics));
    }

    @Override
    public CompletionStage<Void> reset(String connector) {
        try {
            requireTracking();
            if (!resetAllowed) {
                throw ErrorCode.FORBIDDEN.of("Topic tracking reset is disabled.");
            }
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return tracker.forget(connector);
    }

    /** A connector was deleted: one that is created under its name has used no topic. */
    public CompletionStage<Void> deleted(String connector) {
        return tracker.forget(connector);
    }

    private void requireTracking() {
        if (!enabled) {
            throw ErrorCode.FORBIDDEN.of("Topic tracking is disabled.");
        }
    }
}
