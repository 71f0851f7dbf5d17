package io.penstock.core.task.run;

import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.store.OffsetStore;
import io.penstock.core.task.topic.TopicTracker;
import java.time.InstantSource;

/** What tasks are run with. */
record Tools(
        Plugins plugins,
        KafkaClients clients,
        OffsetStore offsets,
        TopicTracker topics,
        ConnectMetrics metrics,
        InstantSource clock) {}
