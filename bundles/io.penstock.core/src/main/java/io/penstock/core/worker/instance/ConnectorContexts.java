package io.penstock.core.worker.instance;

import io.penstock.api.ConnectorType;
import io.penstock.core.plugin.PluginScope;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.sink.SinkConnectorContext;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The contexts that connectors get from {@code initialize}. Thread-safe: connectors call them from threads of theirs. */
final class ConnectorContexts {

    private ConnectorContexts() {}

    static ConnectorContext of(ConnectorInstance instance, ConnectorEnvironment environment, PluginMetrics metrics) {
        return instance.type() == ConnectorType.SOURCE
                ? new Source(instance, metrics, environment.offsets(instance.name()))
                : new Sink(instance, metrics);
    }

    private static class Base implements ConnectorContext {

        private final ConnectorInstance instance;
        private final PluginMetrics metrics;

        Base(ConnectorInstance instance, PluginMetrics metrics) {
            this.instance = instance;
            this.metrics = metrics;
        }

        @Override
        public void requestTaskReconfiguration() {
            // The plugin's thread comes in here; its class loader must not leak into what the worker does for it.
            try (PluginScope scope = PluginScope.enter(ConnectorContexts.class.getClassLoader())) {
                instance.requestReconfiguration();
            }
        }

        @Override
        public void raiseError(Exception error) {
            instance.raise(error);
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return metrics;
        }
    }

    private static final class Source extends Base implements SourceConnectorContext {

        private final OffsetStorageReader offsets;

        Source(ConnectorInstance instance, PluginMetrics metrics, OffsetStorageReader offsets) {
            super(instance, metrics);
            this.offsets = offsets;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return offsets;
        }
    }

    private static final class Sink extends Base implements SinkConnectorContext {

        Sink(ConnectorInstance instance, PluginMetrics metrics) {
            super(instance, metrics);
        }
    }
}
