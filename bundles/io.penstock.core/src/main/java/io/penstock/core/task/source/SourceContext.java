package io.penstock.core.task.source;

import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * What a source task sees of the worker.
 *
 * @param configs the task's configuration
 * @param offsetStorageReader the stored offsets
 * @param pluginMetrics the task's own metrics (KIP-877)
 */
public record SourceContext(
        Map<String, String> configs, OffsetStorageReader offsetStorageReader, PluginMetrics pluginMetrics)
        implements SourceTaskContext {

    /** Null: the task does not define transactions, which exist with exactly-once delivery only (KIP-618). */
    @Override
    public @Nullable TransactionContext transactionContext() {
        return null;
    }
}
