package io.penstock.core.task.replay.sink;

import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.assemble.SinkPipeline;
import io.penstock.core.pipeline.deadletter.Letter;
import io.penstock.core.task.replay.chain.Originals;
import io.penstock.core.task.replay.chain.ReplayStop;
import io.penstock.core.task.replay.chain.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Letters of a sink through converters and transforms. Belongs to the replay's thread. */
public final class SinkConversions {

    private final Originals originals;
    private final SinkPipeline pipeline;
    private final ReplayStop stop;

    public SinkConversions(Originals originals, SinkPipeline pipeline, ReplayStop stop) {
        this.originals = originals;
        this.pipeline = pipeline;
        this.stop = stop;
    }

    /**
     * What has become of letters.
     *
     * @param letters those of the batch, slot by slot
     * @param batch their records
     * @param refused the verdicts of those that no record could be made of
     */
    record Result(
            List<Letter> letters, Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> batch, List<Verdict> refused) {}

    /** Converts; the expecting one hears first which record a letter becomes. */
    Result apply(List<Letter> letters, BiConsumer<ConsumerRecord<byte[], byte[]>, Letter> expecting)
            throws InterruptedException {
        List<Letter> known = new ArrayList<>();
        List<Verdict> refused = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Letter letter : letters) {
            try {
                ConsumerRecord<byte[], byte[]> record = originals.of(letter);
                expecting.accept(record, letter);
                records.add(record);
                known.add(letter);
            } catch (DataException e) {
                refused.add(Verdict.refused(letter, String.valueOf(e.getMessage())));
            }
        }
        Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> batch = pipeline.process(records);
        if (batch.end() < batch.size() && !stop.ordered()) {
            throw new InterruptedException("Interrupted while a failed record waited to be tried again");
        }
        return new Result(known, batch, refused);
    }
}
