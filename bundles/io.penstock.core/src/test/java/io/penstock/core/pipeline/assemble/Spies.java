package io.penstock.core.pipeline.assemble;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** Plugins that write down what is done to them. */
public final class Spies {

    static final List<String> LOG = new CopyOnWriteArrayList<>();
    static volatile ClassLoader loader;

    private Spies() {}

    abstract static class Spy implements Monitorable {

        String id = "?";
        boolean failToClose;

        void configured(Map<String, ?> config, String more) {
            id = String.valueOf(config.get("id"));
            failToClose = "close".equals(config.get("fail"));
            LOG.add("configure " + id + more);
        }

        @Override
        public void withPluginMetrics(PluginMetrics metrics) {
            metrics.addMetric(metrics.metricName("spied", "by a spy", new LinkedHashMap<>()), (Gauge<String>)
                    (config, now) -> id);
        }

        public ConfigDef config() {
            return new ConfigDef();
        }

        public void close() {
            LOG.add("close " + id);
            if (failToClose) {
                throw new IllegalStateException("cannot close");
            }
        }
    }

    /** Topics {@code convert-fails} and {@code header} do what they say. */
    public static final class SpyConverter extends Spy implements Converter {

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            configured(configs, " key=" + isKey + " type=" + configs.get("converter.type"));
        }

        @Override
        public byte[] fromConnectData(String topic, Headers headers, Schema schema, Object value) {
            if (topic.equals("header")) {
                headers.add("added", new byte[0]);
            }
            return fromConnectData(topic, schema, value);
        }

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
            if (topic.equals("convert-fails")) {
                throw new DataException(topic);
            }
            return topic.getBytes();
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            return null;
        }
    }

    public static final class SpyHeaders extends Spy implements HeaderConverter {

        @Override
        public void configure(Map<String, ?> configs) {
            configured(configs, " type=" + configs.get("converter.type"));
        }

        @Override
        public SchemaAndValue toConnectHeader(String topic, String key, byte[] value) {
            return SchemaAndValue.NULL;
        }

        @Override
        public byte[] fromConnectHeader(String topic, String key, Schema schema, Object value) {
            return new byte[0];
        }
    }

    /** Topic {@code transform-fails} does what it says. */
    public static final class SpyTransform<R extends ConnectRecord<R>> extends Spy implements Transformation<R> {

        @Override
        public void configure(Map<String, ?> configs) {
            configured(configs, "");
        }

        @Override
        public R apply(R record) {
            loader = Thread.currentThread().getContextClassLoader();
            if (record.topic().equals("transform-fails")) {
                throw new DataException(record.topic());
            }
            return record;
        }
    }

    public static final class SpyPredicate<R extends ConnectRecord<R>> extends Spy implements Predicate<R> {

        @Override
        public void configure(Map<String, ?> configs) {
            configured(configs, "");
        }

        @Override
        public boolean test(R record) {
            return true;
        }
    }

    /** A transform that does not derive its record from the one it gets. */
    public static final class FreshSinkRecord implements Transformation<SinkRecord> {

        @Override
        public SinkRecord apply(SinkRecord r) {
            return new SinkRecord(
                    r.topic(),
                    r.kafkaPartition(),
                    r.keySchema(),
                    r.key(),
                    r.valueSchema(),
                    r.value(),
                    r.kafkaOffset(),
                    r.timestamp(),
                    r.timestampType(),
                    r.headers());
        }

        @Override
        public ConfigDef config() {
            return new ConfigDef();
        }

        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void close() {}
    }
}
