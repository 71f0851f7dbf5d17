package io.penstock.core.worker.compose;

import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.store.local.LocalStores;
import io.penstock.core.worker.loop.Background;

/** What the worker stands on: configuration, plugins, clients, stores, metrics. Closes what it has opened. */
record Foundation(
        WorkerConfig config,
        Variables variables,
        Identity identity,
        Plugins plugins,
        KafkaClients clients,
        LocalStores stores,
        ConnectMetrics metrics,
        Background background)
        implements AutoCloseable {

    @Override
    public void close() {
        background.close();
        metrics.close();
        variables.close();
        stores.close();
    }
}
