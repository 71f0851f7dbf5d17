package io.penstock.core.task.replay.sink;

import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.Outcome.Dropped;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.pipeline.deadletter.Letter;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.task.replay.chain.ReplayChain;
import io.penstock.core.task.replay.chain.ReplayStop;
import io.penstock.core.task.replay.chain.Returns;
import io.penstock.core.task.replay.chain.Verdict;
import io.penstock.core.task.run.Resources;
import io.penstock.core.task.sink.PutTask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Letters of a sink connector through its record path into a task of their own. */
public final class SinkChain implements ReplayChain {

    /** So many letters may wait for the task to confirm them. */
    private static final int MOST_PENDING = 10_000;

    private static final long ASK_AGAIN_MS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(SinkChain.class);

    private final SinkConversions conversions;
    private final PutTask task;
    private final ReplayContext context;
    private final SinkPuts puts;
    private final Confirmations confirmations;
    private final Returned returned;
    private final Timing timing;
    private final Resources resources;
    private final Set<TopicPartition> open = new HashSet<>();

    /**
     * What happens to letters that fail.
     *
     * @param errants what the task reports
     * @param returns the way back into the queue
     */
    public record Returned(ReplayErrants errants, Returns returns) {}

    /**
     * When a chain gives up.
     *
     * @param stop the order to
     * @param confirmMs how long the task may take to confirm what it has, in ms
     */
    public record Timing(ReplayStop stop, long confirmMs) {}

    private record Failure(SinkRecord record, Throwable error) {}

    /** The task has been started. Closes the resources when it is closed. */
    public SinkChain(
            SinkConversions conversions,
            PutTask task,
            ReplayContext context,
            SinkPuts puts,
            Returned returned,
            Timing timing,
            Resources resources) {
        this.conversions = conversions;
        this.task = task;
        this.context = context;
        this.puts = puts;
        this.confirmations = new Confirmations(task);
        this.returned = returned;
        this.timing = timing;
        this.resources = resources;
    }

    @Override
    public List<Verdict> take(List<Letter> letters) throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        List<SinkRecord> records = convert(letters, verdicts);
        open(records);
        List<Failure> failures = new ArrayList<>();
        List<SinkRecord> taken = puts.put(records, (record, error) -> failures.add(new Failure(record, error)));
        taken.forEach(record -> confirmations.add(returned.errants().letter(record), record));
        boolean none = records.size() > 1 && failures.size() == records.size();
        for (Failure failure : failures) {
            putFailed(returned.errants().letter(failure.record()), failure.error(), none);
        }
        if (none) {
            timing.stop()
                    .order("The connector's task takes none of the " + failures.size() + " letters of a batch ("
                            + failures.get(0).error()
                            + "), so it is not for what they hold. They are in the queue as they"
                            + " were; mend the connector, or the system behind it, and replay them again");
        }
        confirm(verdicts);
        if (confirmations.size() > MOST_PENDING) {
            awaitConfirmations(verdicts);
        }
        if (puts.exhausted()) {
            timing.stop()
                    .order(
                            "the connector's task kept asking for the same letters in put(); see the letters that failed");
        }
        return verdicts;
    }

    private List<SinkRecord> convert(List<Letter> letters, List<Verdict> verdicts) throws InterruptedException {
        SinkConversions.Result converted = conversions.apply(letters, returned.errants()::expect);
        verdicts.addAll(converted.refused());
        List<SinkRecord> records = new ArrayList<>();
        Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> batch = converted.batch();
        for (int i = 0; i < batch.end(); i++) {
            Letter letter = converted.letters().get(i);
            if (batch.open(i)) {
                records.add(batch.record(i));
                continue;
            }
            var unused = returned.errants().settle(letter);
            if (batch.outcome(i) instanceof Dropped<SinkRecord>) {
                verdicts.add(Verdict.filtered(letter));
            } else if (batch.outcome(i) instanceof Failed<SinkRecord> failed) {
                returned.returns().fail(letter, failed);
            }
        }
        batch.clear();
        return records;
    }

    /** Back into the queue, unless it stays there as it is; what the task has reported by itself is back already. */
    private void putFailed(Letter letter, Throwable error, boolean stays) {
        ReplayErrants.Report report = returned.errants().settle(letter);
        if (report != null) {
            returned.returns().fail(letter, report.error(), report.sent());
        } else if (!stays) {
            returned.returns().fail(letter, new Failed<Object>(Stage.TASK_PUT, SinkTask.class.getName(), error));
        }
    }

    /** A letter that the task has nothing more to do with: its verdict, unless the task has reported it. */
    private void settle(Letter letter, Verdict otherwise, List<Verdict> verdicts) {
        ReplayErrants.Report report = returned.errants().settle(letter);
        if (report == null) {
            verdicts.add(otherwise);
        } else {
            returned.returns().fail(letter, report.error(), report.sent());
        }
    }

    /** The partitions that records come from are the task's, as if a consumer had been assigned them. */
    private void open(List<SinkRecord> records) {
        Set<TopicPartition> fresh = new HashSet<>();
        for (SinkRecord record : records) {
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            if (!open.contains(partition)) {
                fresh.add(partition);
            }
        }
        if (!fresh.isEmpty()) {
            context.assign(fresh);
            open.addAll(fresh);
            try (PluginScope scope = PluginScope.enter(task.loader())) {
                task.instance().open(fresh);
            }
        }
    }

    private void confirm(List<Verdict> verdicts) throws InterruptedException {
        for (Letter letter : confirmations.ask()) {
            settle(letter, Verdict.delivered(letter), verdicts);
        }
        verdicts.addAll(returned.returns().verdicts());
    }

    @Override
    public List<Verdict> finish() throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        confirm(verdicts);
        awaitConfirmations(verdicts);
        return verdicts;
    }

    private void awaitConfirmations(List<Verdict> verdicts) throws InterruptedException {
        long deadline = System.nanoTime() + timing.confirmMs() * 1_000_000;
        while (confirmations.size() > 0 && System.nanoTime() < deadline) {
            if (timing.stop().await(ASK_AGAIN_MS)) {
                break;
            }
            puts.idle();
            confirm(verdicts);
        }
        String why = timing.stop().ordered()
                ? "The replay ended before the connector's task had confirmed it; the task has got it"
                : "The connector's task has got it, but has not confirmed it within " + timing.confirmMs()
                        + " ms (offset.flush.timeout.ms)";
        for (Letter letter : confirmations.giveUp()) {
            settle(letter, Verdict.unconfirmed(letter, why), verdicts);
        }
        verdicts.addAll(returned.returns().verdicts());
    }

    @Override
    public void close() {
        try (PluginScope scope = PluginScope.enter(task.loader())) {
            task.instance().close(open);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The task could not close its partitions after a replay", e);
        }
        resources.close();
    }
}
