package io.penstock.core.metrics;

import io.penstock.api.TaskId;
import io.penstock.core.plugin.PluginScope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;

/** The worker's registry of metrics (Apache: {@code ConnectMetrics}). Thread-safe. */
public final class ConnectMetrics implements AutoCloseable {

    private static final String JMX_PREFIX = "kafka.connect";

    private static final ConfigDef CONFIG = new ConfigDef()
            .define(
                    CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
                    ConfigDef.Type.LIST,
                    JmxReporter.class.getName(),
                    Importance.LOW,
                    "Reporters that metrics are published by")
            .define(
                    CommonClientConfigs.METRICS_NUM_SAMPLES_CONFIG,
                    ConfigDef.Type.INT,
                    2,
                    ConfigDef.Range.atLeast(1),
                    Importance.LOW,
                    "Number of samples that a window holds")
            .define(
                    CommonClientConfigs.METRICS_SAMPLE_WINDOW_MS_CONFIG,
                    ConfigDef.Type.LONG,
                    30_000L,
                    ConfigDef.Range.atLeast(0),
                    Importance.LOW,
                    "Length of a sample in ms")
            .define(
                    CommonClientConfigs.METRICS_RECORDING_LEVEL_CONFIG,
                    ConfigDef.Type.STRING,
                    "INFO",
                    Importance.LOW,
                    "How much is recorded: INFO, DEBUG, TRACE");

    private final Metrics metrics;
    private final String workerId;
    private final boolean published;
    private final Map<String, MetricGroup> groups = new HashMap<>();
    private final AtomicLong serial = new AtomicLong();

    private ConnectMetrics(Metrics metrics, String workerId, boolean published) {
        this.metrics = metrics;
        this.workerId = workerId;
        this.published = published;
    }

    /**
     * Opens the registry and registers the worker's {@code app-info}.
     *
     * @param config worker keys: {@code metric.reporters}, {@code metrics.*} and whatever the reporters read
     * @param workerId advertised host and port of the worker, the id of {@code app-info}
     * @param labels of the metrics context besides {@code metrics.context.*}: {@code connect.kafka.cluster.id}, {@code
     *     connect.group.id}
     * @throws org.apache.kafka.common.KafkaException when a reporter cannot be made
     */
    public static ConnectMetrics open(Map<String, String> config, String workerId, Map<String, ?> labels) {
        return open(config, workerId, labels, Time.SYSTEM);
    }

    /** A registry that nobody sees: for what runs beside a task of the same name, such as a replay. */
    public static ConnectMetrics unpublished() {
        return new ConnectMetrics(new Metrics(), "unpublished", false);
    }

    static ConnectMetrics open(Map<String, String> config, String workerId, Map<String, ?> labels, Time time) {
        // Kafka loads reporters by name through the context class loader.
        try (var scope = PluginScope.enter(ProducerConfig.class.getClassLoader())) {
            var parsed = new AbstractConfig(CONFIG, config, false);
            String level = parsed.getString(CommonClientConfigs.METRICS_RECORDING_LEVEL_CONFIG);
            MetricConfig metricConfig = new MetricConfig()
                    .samples(parsed.getInt(CommonClientConfigs.METRICS_NUM_SAMPLES_CONFIG))
                    .timeWindow(
                            parsed.getLong(CommonClientConfigs.METRICS_SAMPLE_WINDOW_MS_CONFIG), TimeUnit.MILLISECONDS)
                    .recordLevel(Sensor.RecordingLevel.forName(level.toUpperCase(Locale.ROOT)));
            List<MetricsReporter> reporters = CommonClientConfigs.metricsReporters(workerId, parsed);
            Map<String, Object> context =
                    new HashMap<>(parsed.originalsWithPrefix(CommonClientConfigs.METRICS_CONTEXT_PREFIX));
            context.putAll(labels);
            var metrics = new Metrics(metricConfig, reporters, time, new KafkaMetricsContext(JMX_PREFIX, context));
            AppInfoParser.registerAppInfo(JMX_PREFIX, workerId, metrics, time.milliseconds());
            return new ConnectMetrics(metrics, workerId, true);
        }
    }

    /** The registry itself. */
    public Metrics metrics() {
        return metrics;
    }

    /**
     * Opens a group. One of the same name and tags that is still open is closed first: it belongs to a task that was
     * abandoned, and its successor takes the names over.
     *
     * @param tags pairs of name and value in the order that JMX shows them in
     */
    MetricGroup group(String name, String... tags) {
        Map<String, String> tagMap = new LinkedHashMap<>();
        for (int i = 0; i < tags.length; i += 2) {
            tagMap.put(tags[i], tags[i + 1]);
        }
        String id = name + tagMap;
        synchronized (groups) {
            MetricGroup before = groups.get(id);
            if (before != null) {
                before.close();
            }
            var group = new MetricGroup(this, id, id + "#" + serial.incrementAndGet(), name, tagMap);
            groups.put(id, group);
            return group;
        }
    }

    /** Closes what is left of a failed task. */
    void closeRetained(TaskId id) {
        String task = Integer.toString(id.task());
        close(tags -> id.connector().equals(tags.get("connector")) && task.equals(tags.get("task")));
    }

    /** Closes what is left of a connector's failed tasks. */
    void closeRetained(String name) {
        close(tags -> name.equals(tags.get("connector")));
    }

    private void close(Predicate<Map<String, String>> which) {
        List<MetricGroup> closing;
        synchronized (groups) {
            closing = groups.values().stream()
                    .filter(g -> g.retained() && which.test(g.tags()))
                    .toList();
        }
        closing.forEach(MetricGroup::close);
    }

    void forget(String id, MetricGroup group) {
        synchronized (groups) {
            groups.remove(id, group);
        }
    }

    /** Removes every metric and closes the reporters. */
    @Override
    public void close() {
        List<MetricGroup> open;
        synchronized (groups) {
            open = List.copyOf(groups.values());
        }
        open.forEach(MetricGroup::close);
        if (published) {
            AppInfoParser.unregisterAppInfo(JMX_PREFIX, workerId, metrics);
        }
        metrics.close();
    }
}
