package io.penstock.core.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Frequencies;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.metrics.stats.Value;

/** Metrics that share a group name and tags and are removed together. Thread-safe. */
final class MetricGroup implements AutoCloseable {

    private final ConnectMetrics owner;
    private final String id;
    private final String sensorPrefix;
    private final String name;
    private final Map<String, String> tags;
    private final List<MetricName> gauges = new ArrayList<>();
    private final List<String> sensors = new ArrayList<>();
    private boolean closed;
    private volatile boolean retained;

    MetricGroup(ConnectMetrics owner, String id, String sensorPrefix, String name, Map<String, String> tags) {
        this.owner = owner;
        this.id = id;
        this.sensorPrefix = sensorPrefix;
        this.name = name;
        this.tags = tags;
    }

    /** Whoever opened it is gone, but what it says is to stay visible for a while. */
    void retain() {
        retained = true;
    }

    boolean retained() {
        return retained;
    }

    Map<String, String> tags() {
        return tags;
    }

    /** A value that is asked for when somebody looks. */
    synchronized <T> void gauge(String metric, String description, Supplier<T> value) {
        if (closed) {
            return;
        }
        MetricName key = metricName(metric, description);
        Gauge<T> gauge = (config, now) -> value.get();
        metrics().addMetric(key, gauge);
        gauges.add(key);
    }

    /** A text that does not change. */
    void text(String metric, String description, String value) {
        gauge(metric, description, () -> value);
    }

    /** Counts into {@code <base>-rate} per second and {@code <base>-total}. */
    synchronized Sensor rateAndTotal(String base, String what) {
        Sensor sensor = sensor(base);
        sensor.add(metricName(base + "-rate", "Average per-second number of " + what), new Rate());
        sensor.add(metricName(base + "-total", "Number of " + what), new CumulativeSum());
        return sensor;
    }

    /** Counts into a metric of that very name. */
    synchronized Sensor total(String metric, String what) {
        Sensor sensor = sensor(metric);
        sensor.add(metricName(metric, "Number of " + what), new CumulativeSum());
        return sensor;
    }

    /** Keeps maximum and average of what is recorded. */
    synchronized Sensor maxAndAvg(String max, String avg, String what) {
        Sensor sensor = sensor(max);
        sensor.add(metricName(max, "Maximum " + what), new Max());
        sensor.add(metricName(avg, "Average " + what), new Avg());
        return sensor;
    }

    /** Keeps the last value, its maximum and its average: {@code <base>}, {@code <base>-max}, {@code <base>-avg}. */
    synchronized Sensor valueMaxAvg(String base, String what) {
        Sensor sensor = maxAndAvg(base + "-max", base + "-avg", what);
        sensor.add(metricName(base, "Present " + what), new Value());
        return sensor;
    }

    /** Keeps the last value. */
    synchronized Sensor value(String metric, String what) {
        Sensor sensor = sensor(metric);
        sensor.add(metricName(metric, "Present " + what), new Value());
        return sensor;
    }

    /** Records 1 for a success and 0 for a failure; the two metrics are fractions between 0 and 1. */
    synchronized Sensor fractions(String failure, String success, String what) {
        Sensor sensor = sensor(success);
        sensor.add(Frequencies.forBooleanValues(
                metricName(failure, "Fraction of " + what + " that failed"),
                metricName(success, "Fraction of " + what + " that succeeded")));
        return sensor;
    }

    /** Removes everything; later recordings have no effect. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            gauges.forEach(metrics()::removeMetric);
            sensors.forEach(metrics()::removeSensor);
        }
        owner.forget(id, this);
    }

    private Sensor sensor(String base) {
        String sensorName = sensorPrefix + "." + base;
        sensors.add(sensorName);
        return metrics().sensor(sensorName);
    }

    private MetricName metricName(String metric, String description) {
        return metrics().metricName(metric, name, description, tags);
    }

    private Metrics metrics() {
        return owner.metrics();
    }
}
