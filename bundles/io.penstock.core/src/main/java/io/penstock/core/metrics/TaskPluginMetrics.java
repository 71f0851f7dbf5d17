package io.penstock.core.metrics;

import io.penstock.api.TaskId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics that the plugins of one task register by themselves, in group {@code plugins} (KIP-877). Removed when it is
 * closed, whatever the plugins do; closing again removes what was added since. Thread-safe.
 */
public final class TaskPluginMetrics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskPluginMetrics.class);

    private final ConnectMetrics registry;
    private final TaskId id;
    private final List<PluginMetricsImpl> open = new ArrayList<>();

    /** For one task. */
    public TaskPluginMetrics(ConnectMetrics registry, TaskId id) {
        this.registry = registry;
        this.id = id;
    }

    /** For the task itself. */
    public PluginMetrics task() {
        return open(tags());
    }

    /**
     * For a plugin of its record path.
     *
     * @param tag {@code converter}, {@code transformation} or {@code predicate}
     * @param alias its value
     */
    public PluginMetrics part(String tag, String alias) {
        Map<String, String> tags = tags();
        tags.put(tag, alias);
        return open(tags);
    }

    @Override
    public void close() {
        List<PluginMetricsImpl> closing;
        synchronized (open) {
            closing = List.copyOf(open);
        }
        for (PluginMetricsImpl metrics : closing) {
            try {
                metrics.close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("Metrics of a plugin of task {} could not be removed", id, e);
            }
        }
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("connector", id.connector());
        tags.put("task", Integer.toString(id.task()));
        return tags;
    }

    private PluginMetrics open(Map<String, String> tags) {
        var metrics = new PluginMetricsImpl(registry.metrics(), tags);
        synchronized (open) {
            open.add(metrics);
        }
        return metrics;
    }
}
