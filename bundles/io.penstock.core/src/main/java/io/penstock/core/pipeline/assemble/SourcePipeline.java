package io.penstock.core.pipeline.assemble;

import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.convert.SourceConversion;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.pipeline.transform.TransformChain;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The record path of a source: transforms in order, then header, key and value conversion. Works through what a poll
 * returned in chunks, so that a huge batch does not need all its bytes in memory at once. Belongs to one task's thread.
 */
public final class SourcePipeline {

    /** Large enough to spread a stage's cost over many records, small enough to stay in the processor's cache. */
    static final int CHUNK = 1000;

    private final TransformChain<SourceRecord> chain;
    private final SourceConversion conversion;
    private final Guard guard;
    private final Batch<SourceRecord, SourceRecord> batch = new Batch<>(CHUNK);

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private final @Nullable ProducerRecord<byte[], byte[]>[] ready = new ProducerRecord[CHUNK];

    SourcePipeline(TransformChain<SourceRecord> chain, SourceConversion conversion, Guard guard) {
        this.chain = chain;
        this.conversion = conversion;
        this.guard = guard;
    }

    /**
     * Processes the next chunk of a list; the previous one is forgotten.
     *
     * @param from index of the first record to process
     * @return the chunk; its slots follow the list from that index
     */
    public Batch<SourceRecord, SourceRecord> process(List<SourceRecord> polled, int from) {
        release();
        int to = Math.min(polled.size(), from + CHUNK);
        for (int i = from; i < to; i++) {
            SourceRecord record = polled.get(i);
            batch.add(record);
            if (record == null) {
                batch.endAt(
                        i - from,
                        new ConnectException("The task's poll() returned a list with a null record at index " + i
                                + "; a source task must leave out what it has no record for"));
                break;
            }
            batch.set(i - from, record);
        }
        chain.apply(batch, guard);
        conversion.apply(batch, guard, ready);
        return batch;
    }

    /** Lets go of the present chunk's records. */
    public void release() {
        Arrays.fill(ready, 0, batch.size(), null);
        batch.clear();
    }

    /** The producer record of a slot that passed. */
    public ProducerRecord<byte[], byte[]> ready(int slot) {
        ProducerRecord<byte[], byte[]> record = ready[slot];
        if (record == null) {
            throw new IllegalStateException("Slot " + slot + " did not pass");
        }
        return record;
    }
}
