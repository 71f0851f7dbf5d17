package io.penstock.core.config.clients;

import io.penstock.core.config.worker.WorkerConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Labels of client metrics (KIP-606; Apache: {@code ConnectUtils.addMetricsContextProperties}). */
final class MetricsContext {

    private MetricsContext() {}

    static Map<String, String> labels(WorkerConfig worker, String clusterId) {
        String prefix = CommonClientConfigs.METRICS_CONTEXT_PREFIX;
        Map<String, String> labels = new HashMap<>();
        worker.originalsWithPrefix(prefix).forEach((key, value) -> labels.put(prefix + key, value));
        labels.put(prefix + "connect.kafka.cluster.id", clusterId);
        worker.groupId().ifPresent(group -> labels.put(prefix + "connect.group.id", group));
        return labels;
    }
}
