package io.penstock.core.pipeline.convert;

import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.Part;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.pipeline.tolerance.Step;
import io.penstock.core.plugin.PluginScope;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Source records to producer records: headers, then keys, then values (Apache: {@code
 * AbstractWorkerSourceTask.convertTransformedRecord}). Key and value converters may read and add headers. Belongs to one
 * task's thread.
 */
public final class SourceConversion {

    private final Converters converters;
    private final HeaderStep headerStep;
    private final ConvertStep keyStep;
    private final ConvertStep valueStep;
    private @Nullable RecordHeaders[] headers = new RecordHeaders[0];
    private byte[] @Nullable [] keys = new byte[0][];
    private byte[] @Nullable [] values = new byte[0][];
    private RecordHeaders spare = new RecordHeaders();

    /** Makes a conversion. */
    public SourceConversion(Converters converters) {
        this.converters = converters;
        this.headerStep = new HeaderStep(converters);
        this.keyStep = new ConvertStep(converters.key(), Stage.KEY_CONVERTER);
        this.valueStep = new ConvertStep(converters.value(), Stage.VALUE_CONVERTER);
    }

    /**
     * Converts the records of all open slots.
     *
     * @param ready gets the producer records, one for each slot that is still open afterwards
     */
    public void apply(
            Batch<SourceRecord, SourceRecord> batch, Guard guard, @Nullable ProducerRecord<byte[], byte[]>[] ready) {
        int size = batch.size();
        if (headers.length < size) {
            headers = new RecordHeaders[size];
            keys = new byte[size][];
            values = new byte[size][];
        }
        convertHeaders(batch, guard);
        convert(batch, guard, keyStep, keys);
        convert(batch, guard, valueStep, values);
        assemble(batch, ready);
        Arrays.fill(headers, 0, size, null);
        Arrays.fill(keys, 0, size, null);
        Arrays.fill(values, 0, size, null);
    }

    private void convertHeaders(Batch<SourceRecord, SourceRecord> batch, Guard guard) {
        try (PluginScope scope = PluginScope.enter(converters.header().loader())) {
            for (int i = 0; i < batch.end(); i++) {
                if (batch.open(i) && !batch.record(i).headers().isEmpty()) {
                    headers[i] = guard.run(batch, i, headerStep, batch.record(i));
                }
            }
        }
    }

    private void convert(
            Batch<SourceRecord, SourceRecord> batch, Guard guard, ConvertStep step, byte[] @Nullable [] into) {
        boolean keyStage = step == keyStep;
        try (PluginScope scope = PluginScope.enter(step.part.loader())) {
            for (int i = 0; i < batch.end(); i++) {
                if (!batch.open(i)) {
                    continue;
                }
                // Most records have no headers: they share an empty set, until a converter puts something into it.
                RecordHeaders own = headers[i];
                step.headers = own == null ? spare : own;
                step.key = keyStage;
                into[i] = guard.run(batch, i, step, batch.record(i));
                if (own == null && spare.iterator().hasNext()) {
                    headers[i] = spare;
                    spare = new RecordHeaders();
                }
            }
        }
    }

    private void assemble(Batch<SourceRecord, SourceRecord> batch, @Nullable ProducerRecord<byte[], byte[]>[] ready) {
        for (int i = 0; i < batch.end(); i++) {
            if (!batch.open(i)) {
                continue;
            }
            SourceRecord record = batch.record(i);
            try {
                ready[i] = new ProducerRecord<>(
                        record.topic(),
                        record.kafkaPartition(),
                        Timestamps.checked(record.timestamp()),
                        keys[i],
                        values[i],
                        headers[i]);
            } catch (IllegalArgumentException | ConnectException e) {
                batch.endAt(
                        i,
                        new ConnectException(
                                "A record with source offset " + batch.input(i).sourceOffset() + " for topic '"
                                        + record.topic() + "' cannot be written to Kafka: " + e.getMessage(),
                                e));
            }
        }
    }

    private static final class ConvertStep implements Step<SourceRecord, byte[]> {

        private final Part<Converter> part;
        private final Stage stage;
        private Headers headers = new RecordHeaders();
        private boolean key;

        ConvertStep(Part<Converter> part, Stage stage) {
            this.part = part;
            this.stage = stage;
        }

        @Override
        public byte @Nullable [] apply(SourceRecord in) {
            Converter converter = part.instance();
            return key
                    ? converter.fromConnectData(in.topic(), headers, in.keySchema(), in.key())
                    : converter.fromConnectData(in.topic(), headers, in.valueSchema(), in.value());
        }

        @Override
        public Stage stage() {
            return stage;
        }

        @Override
        public String executing() {
            return part.className();
        }
    }

    private record HeaderStep(Converters converters) implements Step<SourceRecord, RecordHeaders> {

        @Override
        public RecordHeaders apply(SourceRecord in) {
            var result = new RecordHeaders();
            for (Header header : in.headers()) {
                byte[] bytes = converters
                        .header()
                        .instance()
                        .fromConnectHeader(in.topic(), header.key(), header.schema(), header.value());
                result.add(header.key(), bytes);
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
