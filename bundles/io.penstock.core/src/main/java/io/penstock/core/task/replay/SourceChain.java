package io.penstock.core.task.replay;

import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.Outcome.Dropped;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.assemble.SourcePipeline;
import io.penstock.core.pipeline.deadletter.Letter;
import io.penstock.core.pipeline.deadletter.SourceLetters;
import io.penstock.core.task.replay.chain.ReplayChain;
import io.penstock.core.task.replay.chain.ReplayFailure;
import io.penstock.core.task.replay.chain.ReplayStop;
import io.penstock.core.task.replay.chain.Returns;
import io.penstock.core.task.replay.chain.Verdict;
import io.penstock.core.task.run.Resources;
import io.penstock.core.task.source.TopicCreation;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;

/** Letters of a source connector through its transforms and converters into Kafka. Source offsets are not touched. */
final class SourceChain implements ReplayChain {

    private final SourcePipeline pipeline;
    private final Sends sends;
    private final Returns returns;
    private final TopicCreation creation;
    private final ReplayStop stop;
    private final boolean dryRun;
    private final Resources resources;
    private final SourceLetters reader = new SourceLetters();

    /** Closes the resources when it is closed. */
    SourceChain(
            SourcePipeline pipeline,
            Sends sends,
            Returns returns,
            TopicCreation creation,
            ReplayStop stop,
            boolean dryRun,
            Resources resources) {
        this.pipeline = pipeline;
        this.sends = sends;
        this.returns = returns;
        this.creation = creation;
        this.stop = stop;
        this.dryRun = dryRun;
        this.resources = resources;
    }

    @Override
    public List<Verdict> take(List<Letter> letters) throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        List<Letter> readable = new ArrayList<>();
        List<SourceRecord> records = new ArrayList<>();
        for (Letter letter : letters) {
            try {
                records.add(read(letter));
                readable.add(letter);
            } catch (RuntimeException e) {
                verdicts.add(Verdict.refused(letter, "The record cannot be made again: " + e.getMessage()));
            }
        }
        for (int from = 0; from < records.size() && !stop.ordered(); ) {
            from = process(records, readable, from, verdicts);
        }
        pipeline.release();
        verdicts.addAll(sends.verdicts());
        return verdicts;
    }

    private SourceRecord read(Letter letter) {
        if (!letter.ofSource()) {
            throw new DataException("it is not a source connector's letter");
        }
        return reader.read(letter.record());
    }

    /** Works through the next records; answers the index of the first that is still to be done. */
    private int process(List<SourceRecord> records, List<Letter> letters, int from, List<Verdict> verdicts)
            throws InterruptedException {
        Batch<SourceRecord, SourceRecord> batch = pipeline.process(records, from);
        for (int i = 0; i < batch.end(); i++) {
            Letter letter = letters.get(from + i);
            if (batch.open(i)) {
                pass(letter, i, verdicts);
            } else if (batch.outcome(i) instanceof Dropped<SourceRecord>) {
                verdicts.add(Verdict.filtered(letter));
            } else if (batch.outcome(i) instanceof Failed<SourceRecord> failed) {
                fail(letter, failed, verdicts);
            }
        }
        RuntimeException fatal = batch.fatal();
        if (batch.end() < batch.size() && fatal != null) {
            verdicts.add(Verdict.refused(letters.get(from + batch.end()), String.valueOf(fatal.getMessage())));
            return from + batch.end() + 1;
        }
        if (batch.end() < batch.size() && !stop.ordered()) {
            throw new InterruptedException("Interrupted while a failed record waited to be tried again");
        }
        return from + batch.end();
    }

    private void pass(Letter letter, int slot, List<Verdict> verdicts) {
        if (dryRun) {
            verdicts.add(Verdict.delivered(letter));
            return;
        }
        var record = pipeline.ready(slot);
        try {
            creation.ensure(record.topic());
        } catch (KafkaException e) {
            throw new ReplayFailure(
                    "Letter " + letter.id() + " is for topic '" + record.topic() + "', which is not there: "
                            + e.getMessage(),
                    e);
        }
        sends.send(letter, record);
    }

    private void fail(Letter letter, Failed<?> failed, List<Verdict> verdicts) {
        if (dryRun) {
            verdicts.add(Verdict.failed(letter, failed.error(), null));
        } else {
            returns.fail(letter, failed);
        }
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
