package io.penstock.core.worker.compose;

import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.store.OffsetStore;
import io.penstock.core.task.source.StoredOffsets;
import io.penstock.core.worker.instance.ConnectorEnvironment;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What connector instances get of the worker. Thread-safe. */
record Environment(Plugins plugins, OffsetStore store, ConnectMetrics registry) implements ConnectorEnvironment {

    private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

    @Override
    public OffsetStorageReader offsets(String connector) {
        return new StoredOffsets(store, connector);
    }

    @Override
    public ClosablePluginMetrics pluginMetrics(String connector) {
        PluginMetricsImpl metrics = new PluginMetricsImpl(registry.metrics(), Map.of("connector", connector));
        return new ClosablePluginMetrics() {
            @Override
            public PluginMetrics metrics() {
                return metrics;
            }

            @Override
            public void close() {
                try {
                    metrics.close();
                } catch (IOException | RuntimeException e) {
                    LOG.warn("Metrics of connector {} could not be removed", connector, e);
                }
            }
        };
    }
}
