package io.penstock.core.pipeline.assemble;

import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.ConsumedRecord;
import io.penstock.core.pipeline.convert.SinkConversion;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.pipeline.transform.TransformChain;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/** The record path of a sink: key, value and header conversion, then the transforms. Belongs to one task's thread. */
public final class SinkPipeline {

    private static final int EXPECTED = 500;

    private final SinkConversion conversion;
    private final TransformChain<SinkRecord> chain;
    private final Guard guard;
    private final Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> batch = new Batch<>(EXPECTED);

    SinkPipeline(SinkConversion conversion, TransformChain<SinkRecord> chain, Guard guard) {
        this.conversion = conversion;
        this.chain = chain;
        this.guard = guard;
    }

    /** Processes what the consumer returned; the previous batch is forgotten. */
    public Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> process(
            Iterable<ConsumerRecord<byte[], byte[]>> consumed) {
        batch.clear();
        for (ConsumerRecord<byte[], byte[]> record : consumed) {
            batch.add(record);
        }
        if (batch.size() == 0) {
            return batch;
        }
        conversion.apply(batch, guard);
        if (!chain.isEmpty()) {
            chain.apply(batch, guard);
            for (int i = 0; i < batch.end(); i++) {
                if (batch.open(i)) {
                    batch.set(i, ConsumedRecord.of(batch.input(i), batch.record(i)));
                }
            }
        }
        return batch;
    }
}
