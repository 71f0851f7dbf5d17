package io.penstock.core.task.replay.sink;

import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.Outcome.Dropped;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.deadletter.Letter;
import io.penstock.core.task.replay.chain.ReplayChain;
import io.penstock.core.task.replay.chain.Verdict;
import io.penstock.core.task.run.Resources;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/** What the record path of a sink makes of letters; there is no task, and nothing is written. */
public final class DrySink implements ReplayChain {

    private final SinkConversions conversions;
    private final Resources resources;

    /** Closes the resources when it is closed. */
    public DrySink(SinkConversions conversions, Resources resources) {
        this.conversions = conversions;
        this.resources = resources;
    }

    @Override
    public List<Verdict> take(List<Letter> letters) throws InterruptedException {
        SinkConversions.Result converted = conversions.apply(letters, (record, letter) -> {});
        List<Verdict> verdicts = new ArrayList<>(converted.refused());
        Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> batch = converted.batch();
        for (int i = 0; i < batch.end(); i++) {
            Letter letter = converted.letters().get(i);
            if (batch.open(i)) {
                verdicts.add(Verdict.delivered(letter));
            } else if (batch.outcome(i) instanceof Dropped<SinkRecord>) {
                verdicts.add(Verdict.filtered(letter));
            } else if (batch.outcome(i) instanceof Failed<SinkRecord> failed) {
                verdicts.add(Verdict.failed(letter, failed.error(), null));
            }
        }
        batch.clear();
        return verdicts;
    }

    @Override
    public List<Verdict> finish() {
        return List.of();
    }

    @Override
    public void close() {
        resources.close();
    }
}
