package io.penstock.api.topic;

import io.penstock.api.WorkerException;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The topics that connectors have used (KIP-558); registered as a service beside {@link io.penstock.api.ConnectWorker}. */
public interface ActiveTopics {

    /**
     * The topics that a connector has written or read since it was made or since the last {@link #reset}, sorted; none
     * for an unknown connector. Never blocks.
     *
     * @throws WorkerException FORBIDDEN when {@code topic.tracking.enable} is false
     */
    Set<String> of(String connector);

    /** Forgets a connector's topics. Fails with FORBIDDEN when {@code topic.tracking.enable} or {@code
     * topic.tracking.allow.reset} is false. */
    CompletionStage<Void> reset(String connector);
}
