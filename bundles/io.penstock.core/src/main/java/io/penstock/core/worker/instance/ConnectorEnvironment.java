package io.penstock.core.worker.instance;

import io.penstock.core.plugin.Plugins;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** What connector instances need of the worker. Thread-safe. */
public interface ConnectorEnvironment {

    /** Where instances are leased. */
    Plugins plugins();

    /** Reads a source connector's offsets. */
    OffsetStorageReader offsets(String connector);

    /** The metrics that a connector registers itself (KIP-877); closed with the instance. */
    ClosablePluginMetrics pluginMetrics(String connector);

    /** Plugin metrics with the means to remove them all. */
    interface ClosablePluginMetrics extends AutoCloseable {

        /** What the connector gets. */
        PluginMetrics metrics();

        /** Removes every metric that was registered. */
        @Override
        void close();
    }
}
