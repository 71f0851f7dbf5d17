package io.penstock.rest.fake;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.penstock.api.ErrorCode;
import io.penstock.api.topic.ActiveTopics;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Topics in memory. */
public final class FakeTopics implements ActiveTopics {

    private final Map<String, Set<String>> topics = new ConcurrentHashMap<>();
    private volatile boolean disabled;

    /** A connector has used these. */
    public FakeTopics with(String connector, String... names) {
        topics.put(connector, new TreeSet<>(Set.of(names)));
        return this;
    }

    /** As with {@code topic.tracking.enable=false}. */
    public void disable() {
        disabled = true;
    }

    @Override
    public Set<String> of(String connector) {
        if (disabled) {
            throw ErrorCode.FORBIDDEN.of("Topic tracking is disabled.");
        }
        return topics.getOrDefault(connector, Set.of());
    }

    @Override
    public CompletionStage<Void> reset(String connector) {
        if (disabled) {
            return failedFuture(ErrorCode.FORBIDDEN.of("Topic tracking is disabled."));
        }
        topics.remove(connector);
        return completedFuture(null);
    }
}
