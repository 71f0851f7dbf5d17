package io.penstock.benchmark.errors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.runtime.ConnectMetrics;
import org.apache.kafka.connect.runtime.errors.ErrorHandlingMetrics;
import org.apache.kafka.connect.runtime.errors.ProcessingContext;
import org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator;
import org.apache.kafka.connect.runtime.errors.Stage;
import org.apache.kafka.connect.runtime.errors.ToleranceType;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.util.ConnectorTaskId;

/** The same steps through the operator that Apache's worker calls for each of them and each record. */
final class ApachePath implements RecordPath {

    private final ConnectMetrics metrics;
    private final RetryWithToleranceOperator<ConsumerRecord<byte[], byte[]>> operator;
    private final Converter key;
    private final Converter value;
    private final HeaderConverter header;
    private final Transformation<SinkRecord> transform;

    ApachePath(Map<String, String> worker, Map<String, String> connector) {
        Map<String, String> complete = new HashMap<>(worker);
        complete.put("offset.storage.file.filename", "unused");
        metrics = new ConnectMetrics("benchmark", new StandaloneConfig(complete), Time.SYSTEM, "benchmark");
        operator = new RetryWithToleranceOperator<>(
                0,
                60_000,
                connector.getOrDefault("errors.tolerance", "none").equals("all")
                        ? ToleranceType.ALL
                        : ToleranceType.NONE,
                Time.SYSTEM,
                new ErrorHandlingMetrics(new ConnectorTaskId("benchmark", 0), metrics));
        key = make(worker, "key.converter", Converter.class);
        key.configure(Map.of(), true);
        value = make(worker, "value.converter", Converter.class);
        value.configure(Map.of(), false);
        header = new SimpleHeaderConverter();
        header.configure(Map.of("converter.type", "header"));
        transform = transform(connector);
    }

    @SuppressWarnings("unchecked") // a transform takes any kind of record, by the contract of Connect
    private static Transformation<SinkRecord> transform(Map<String, String> connector) {
        Transformation<SinkRecord> made = make(connector, "transforms.t.type", Transformation.class);
        Map<String, String> config = new HashMap<>();
        connector.forEach((name, setting) -> {
            if (name.startsWith("transforms.t.")) {
                config.put(name.substring("transforms.t.".length()), setting);
            }
        });
        made.configure(config);
        return made;
    }

    private static <T> T make(Map<String, String> config, String key, Class<T> as) {
        try {
            String className = Objects.requireNonNull(config.get(key), key);
            return as.cast(Class.forName(className).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<SinkRecord> process(List<ConsumerRecord<byte[], byte[]>> consumed) {
        List<SinkRecord> ready = new ArrayList<>(consumed.size());
        for (ConsumerRecord<byte[], byte[]> record : consumed) {
            SinkRecord done = process(record);
            if (done != null) {
                ready.add(done);
            }
        }
        return ready;
    }

    private SinkRecord process(ConsumerRecord<byte[], byte[]> record) {
        var context = new ProcessingContext<>(record);
        SchemaAndValue keyData = operator.execute(
                context,
                () -> key.toConnectData(record.topic(), record.headers(), record.key()),
                Stage.KEY_CONVERTER,
                key.getClass());
        SchemaAndValue valueData = operator.execute(
                context,
                () -> value.toConnectData(record.topic(), record.headers(), record.value()),
                Stage.VALUE_CONVERTER,
                value.getClass());
        var headers = operator.execute(
                context,
                () -> {
                    var converted = new ConnectHeaders();
                    record.headers()
                            .forEach(h ->
                                    converted.add(h.key(), header.toConnectHeader(record.topic(), h.key(), h.value())));
                    return converted;
                },
                Stage.HEADER_CONVERTER,
                header.getClass());
        var converted = new SinkRecord(
                record.topic(),
                record.partition(),
                keyData.schema(),
                keyData.value(),
                valueData.schema(),
                valueData.value(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                headers);
        return operator.execute(context, () -> transform.apply(converted), Stage.TRANSFORMATION, transform.getClass());
    }

    @Override
    public void close() {
        operator.close();
        metrics.stop();
    }
}
