package io.penstock.core.pipeline.convert;

import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.ConsumedRecord;
import io.penstock.core.pipeline.Part;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.pipeline.tolerance.Step;
import io.penstock.core.plugin.PluginScope;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Consumed records to sink records: keys, then values, then headers (Apache: {@code
 * WorkerSinkTask.convertAndTransformRecord}). Belongs to one task's thread.
 */
public final class SinkConversion {

    private final Converters converters;
    private final ConvertStep keyStep;
    private final ConvertStep valueStep;
    private final HeaderStep headerStep;
    private @Nullable SchemaAndValue[] keys = new SchemaAndValue[0];
    private @Nullable SchemaAndValue[] values = new SchemaAndValue[0];
    private @Nullable ConnectHeaders[] headers = new ConnectHeaders[0];

    /** Makes a conversion. */
    public SinkConversion(Converters converters) {
        this.converters = converters;
        this.keyStep = new ConvertStep(converters.key(), Stage.KEY_CONVERTER);
        this.valueStep = new ConvertStep(converters.value(), Stage.VALUE_CONVERTER);
        this.headerStep = new HeaderStep(converters);
    }

    /** Converts the records of all open slots. */
    public void apply(Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> batch, Guard guard) {
        int size = batch.size();
        if (keys.length < size) {
            keys = new SchemaAndValue[size];
            values = new SchemaAndValue[size];
            headers = new ConnectHeaders[size];
        }
        convert(batch, guard, keyStep, keys);
        convert(batch, guard, valueStep, values);
        convertHeaders(batch, guard);
        for (int i = 0; i < batch.end(); i++) {
            SchemaAndValue key = keys[i];
            SchemaAndValue value = values[i];
            if (batch.open(i) && key != null && value != null) {
                ConsumerRecord<byte[], byte[]> in = batch.input(i);
                batch.set(i, new ConsumedRecord(in, key, value, Timestamps.checked(in.timestamp()), headers[i]));
            }
        }
        Arrays.fill(keys, 0, size, null);
        Arrays.fill(values, 0, size, null);
        Arrays.fill(headers, 0, size, null);
    }

    private static void convert(
            Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> batch,
            Guard guard,
            ConvertStep step,
            @Nullable SchemaAndValue[] into) {
        try (PluginScope scope = PluginScope.enter(step.part.loader())) {
            for (int i = 0; i < batch.end(); i++) {
                if (batch.open(i)) {
                    into[i] = guard.run(batch, i, step, batch.input(i));
                }
            }
        }
    }

    private void convertHeaders(Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> batch, Guard guard) {
        try (PluginScope scope = PluginScope.enter(converters.header().loader())) {
            for (int i = 0; i < batch.end(); i++) {
                if (batch.open(i) && batch.input(i).headers().iterator().hasNext()) {
                    headers[i] = guard.run(batch, i, headerStep, batch.input(i));
                }
            }
        }
    }

    private record ConvertStep(Part<Converter> part, Stage stage)
            implements Step<ConsumerRecord<byte[], byte[]>, SchemaAndValue> {

        @Override
        public SchemaAndValue apply(ConsumerRecord<byte[], byte[]> in) {
            byte[] bytes = stage == Stage.KEY_CONVERTER ? in.key() : in.value();
            SchemaAndValue result = part.instance().toConnectData(in.topic(), in.headers(), bytes);
            if (result == null) {
                throw new DataException("Converter " + part.className()
                        + " answered null; for a null record it must answer SchemaAndValue.NULL");
            }
            return result;
        }

        @Override
        public String executing() {
            return part.className();
        }
    }

    private record HeaderStep(Converters converters) implements Step<ConsumerRecord<byte[], byte[]>, ConnectHeaders> {

        @Override
        public ConnectHeaders apply(ConsumerRecord<byte[], byte[]> in) {
            var result = new ConnectHeaders();
            for (Header header : in.headers()) {
                SchemaAndValue value =
                        converters.header().instance().toConnectHeader(in.topic(), header.key(), header.value());
                result.add(header.key(), value);
            }
            return result;
        }

        @Override
        public Stage stage() {
            return Stage.HEADER_CONVERTER;
        }

        @Override
        public String executing() {
            return converters.header().className();
        }
    }
}
