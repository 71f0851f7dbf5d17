package io.penstock.api.offset;

import io.penstock.api.WorkerException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Offsets of connectors, read and changed from outside (KIP-875); registered as a service beside {@link io.penstock.api.ConnectWorker}.
 * Stages fail with {@link WorkerException}; texts are those of Apache Kafka Connect 4.3.
 */
public interface ConnectorOffsets {

    /** All offsets of a connector: a source's from the offset store, a sink's from its consumer group. Fails with
     * CONNECTOR_NOT_FOUND. */
    CompletionStage<List<ConnectorOffset>> read(String connector);

    /**
     * Changes the offsets of some partitions after the connector's {@code alterOffsets} hook agreed. Fails with
     * CONNECTOR_NOT_FOUND, BAD_REQUEST when the connector is not stopped, an offset has the wrong shape or the plugin
     * refuses.
     *
     * @return the sentence for the user
     */
    CompletionStage<String> alter(String connector, Map<Map<String, ?>, @Nullable Map<String, ?>> offsets);

    /** Forgets all offsets of a connector, as {@link #alter}. */
    CompletionStage<String> reset(String connector);
}
