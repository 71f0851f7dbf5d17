package io.penstock.core.task.sink;

import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.assemble.SinkPipeline;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.task.ledger.DeadLetterLedger;
import io.penstock.core.task.sink.OffsetCommits.Meters;
import io.penstock.core.task.state.Phase;
import io.penstock.core.task.state.TaskState;
import io.penstock.core.task.topic.UsedTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consume, convert, transform, put, commit, until the task is to stop (Apache: {@code WorkerSinkTask}). Belongs to the
 * task's thread; others only wake the consumer.
 */
public final class SinkLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);

    private final Consumer<byte[], byte[]> consumer;
    private final PutTask task;
    private final SinkContext context;
    private final SinkPipeline pipeline;
    private final ErrantRecords errant;
    private final DeadLetterLedger ledger;
    private final TaskState state;
    private final Timing timing;
    private final Positions positions = new Positions();
    private final OffsetCommits commits;
    private final Delivery delivery;
    private final Lag lag;
    private final List<SinkRecord> batch = new ArrayList<>();
    private boolean waitingToRetry;
    private boolean paused;
    private boolean closed;
    private long nextCommit;
    private @Nullable RuntimeException fatal;
    private @Nullable RuntimeException rebalanceFailure;

    /**
     * How a loop is paced and measured.
     *
     * @param flushIntervalMs between two commits of offsets
     * @param flushTimeoutMs for each of them
     * @param isolateAttempts how often put() may be called to isolate records that it fails on, 0 not at all
     * @param topics hears of the topics that records come from
     */
    public record Timing(
            Meters meters, long flushIntervalMs, long flushTimeoutMs, int isolateAttempts, UsedTopics topics) {}

    /** Makes a loop; {@link #subscribe} comes next. */
    public SinkLoop(
            Consumer<byte[], byte[]> consumer,
            PutTask task,
            SinkContext context,
            SinkPipeline pipeline,
            ErrantRecords errant,
            DeadLetterLedger ledger,
            TaskState state,
            Timing timing) {
        this.consumer = consumer;
        this.task = task;
        this.context = context;
        this.pipeline = pipeline;
        this.errant = errant;
        this.ledger = ledger;
        this.state = state;
        this.timing = timing;
        this.commits =
                new OffsetCommits(consumer, task, positions, ledger, state, timing.meters(), timing.flushTimeoutMs());
        this.delivery = new Delivery(task, errant, timing.isolateAttempts());
        this.lag = new Lag(consumer, positions, timing.meters());
    }

    /** Subscribes to topics by name, or by pattern when there is one. */
    public void subscribe(List<String> topics, @Nullable String pattern) {
        if (pattern == null) {
            consumer.subscribe(topics, new Rebalance());
        } else {
            consumer.subscribe(Pattern.compile(pattern), new Rebalance());
        }
    }

    /**
     * Runs until the task is to stop or something fails; then commits and closes all partitions, whatever happened.
     *
     * @return whether everything that was taken was put and committed
     */
    public boolean run() {
        nextCommit = timing.meters().clock().millis() + timing.flushIntervalMs();
        try (Closing closing = this::end) {
            while (!state.ending()) {
                iterate();
            }
        }
        return !commits.failed() && batch.isEmpty();
    }

    /** From now on the consumer's callbacks are ignored: the task is stopped and the consumer about to be closed. */
    public void close() {
        closed = true;
    }

    private void end() {
        // An interrupt has ended the loop and has done its work; the commit needs a thread that may wait.
        boolean interrupted = Thread.interrupted();
        state.doing("committing offsets for the last time" + (interrupted ? ", after an interrupt" : ""));
        commits.commitAndClose(positions.partitions());
    }

    private void iterate() {
        state.check();
        errant.check();
        obeyPause();
        long now = timing.meters().clock().millis();
        try {
            if (!commits.underWay() && (now >= nextCommit || context.takeCommitRequest())) {
                commits.commit();
                nextCommit = now + timing.flushIntervalMs();
            }
            long wait = Math.max(0, nextCommit - now);
            long wish = context.takeTimeout();
            poll(wish > 0 ? Math.min(wait, wish) : wait);
        } catch (WakeupException e) {
            LOG.trace("Consumer woken up");
        }
    }

    private void obeyPause() {
        boolean wanted = state.pauseWanted();
        if (wanted && !paused) {
            paused = true;
            consumer.pause(consumer.assignment());
            context.requestCommit();
            state.become(Phase.PAUSED);
        } else if (!wanted && paused) {
            paused = false;
            if (!waitingToRetry) {
                resumeAll();
            }
            state.become(Phase.RUNNING);
        }
    }

    private void poll(long timeoutMs) {
        rewind();
        state.doing("polling the consumer");
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(timeoutMs));
        RuntimeException failure = rebalanceFailure;
        if (failure != null) {
            rebalanceFailure = null;
            throw failure;
        }
        timing.meters().sink().read(records.count());
        lag.update();
        if (!records.isEmpty()) {
            take(records);
        }
        deliver();
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        state.doing("converting and transforming records");
        Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> taken = pipeline.process(records);
        ConsumerRecord<byte[], byte[]> previous = null;
        int passed = 0;
        for (int i = 0; i < taken.end(); i++) {
            ConsumerRecord<byte[], byte[]> record = taken.input(i);
            if (taken.open(i)) {
                batch.add(taken.record(i));
                passed++;
            } else if (taken.outcome(i) instanceof Failed<SinkRecord> failed) {
                errant.limit().passed(passed);
                passed = 0;
                ConnectException flood = errant.limit().failed(failed.error());
                if (flood != null) {
                    taken.endAt(i, failed, flood);
                    break;
                }
                var unused = errant.report(failed, record);
            } else {
                passed++;
            }
            if (previous != null && !samePartition(previous, record)) {
                reached(previous);
            }
            previous = record;
        }
        errant.limit().passed(passed);
        if (previous != null) {
            reached(previous);
        }
        if (taken.end() < taken.size()) {
            endEarly(taken);
        }
        taken.clear();
        timing.meters().sink().active(positions.active());
    }

    /** The last of the records that follow each other in a partition. */
    private void reached(ConsumerRecord<byte[], byte[]> record) {
        positions.reached(partition(record), record);
        timing.topics().used(record.topic());
    }

    /** The records before are put first; then the failure, if it was one, ends the task. */
    private void endEarly(Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> ended) {
        Failed<SinkRecord> failed = ended.lastFailure();
        if (failed != null) {
            var unused = errant.reportLast(failed, ended.input(ended.end()));
        }
        fatal = ended.fatal();
        if (fatal == null && !state.ending()) {
            fatal = new InterruptException("Interrupted while a failed record waited to be tried again");
        }
    }

    private void deliver() {
        state.doing("in the task's put()");
        long start = timing.meters().clock().millis();
        try {
            delivery.put(batch);
        } catch (RetriableException e) {
            retryLater(e);
            return;
        }
        timing.meters().task().batch(batch.size());
        timing.meters().sink().put(batch.size(), timing.meters().clock().millis() - start);
        positions.delivered();
        batch.clear();
        if (waitingToRetry) {
            waiting(false);
            if (!paused) {
                resumeAll();
            }
        }
        RuntimeException failure = fatal;
        if (failure != null) {
            throw failure;
        }
    }

    private void retryLater(RetriableException e) {
        LOG.warn("The task's put() asks for the same {} records again", batch.size(), e);
        if (!waitingToRetry) {
            waiting(true);
            consumer.pause(consumer.assignment());
        }
    }

    private void waiting(boolean toRetry) {
        waitingToRetry = toRetry;
        context.retrying(toRetry);
    }

    private void rewind() {
        for (Map.Entry<TopicPartition, Long> wish : context.takeOffsets().entrySet()) {
            TopicPartition partition = wish.getKey();
            Long offset = wish.getValue();
            if (offset == null || !consumer.assignment().contains(partition)) {
                LOG.warn(
                        "Cannot rewind {} to offset {}: it has to be a number and the partition assigned",
                        partition,
                        offset);
                continue;
            }
            LOG.debug("Rewind {} to offset {}", partition, offset);
            consumer.seek(partition, offset);
            positions.reset(partition, offset);
        }
    }

    private void resumeAll() {
        Set<TopicPartition> resumed = new HashSet<>(consumer.assignment());
        resumed.removeAll(context.paused());
        consumer.resume(resumed);
    }

    private void assigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            long offset = position(partition);
            positions.reset(partition, offset);
            LOG.debug("Assigned topic partition {} with offset {}", partition, offset);
        }
        boolean waited = waitingToRetry;
        waiting(waited && !batch.isEmpty());
        context.paused().retainAll(consumer.assignment());
        if (waitingToRetry || paused) {
            consumer.pause(consumer.assignment());
        } else {
            if (waited) {
                resumeAll();
            }
            consumer.pause(context.paused());
        }
        timing.meters().sink().partitions(consumer.assignment().size());
        if (partitions.isEmpty() || rebalanceFailure != null) {
            return;
        }
        try (PluginScope scope = PluginScope.enter(task.loader())) {
            task.instance().open(partitions);
        } catch (RuntimeException e) {
            // The consumer swallows what its listener throws; it is thrown again when poll returns.
            rebalanceFailure = e;
            return;
        }
        rewind();
    }

    private long position(TopicPartition partition) {
        while (true) {
            try {
                return consumer.position(partition);
            } catch (WakeupException e) {
                if (state.ending()) {
                    throw e;
                }
                // An order to pause can wait until the assignment is complete; it is looked for before every poll.
                LOG.trace("Woken up while looking for the position of {}", partition);
            }
        }
    }

    private void removed(Collection<TopicPartition> partitions, boolean lost) {
        LOG.debug("Partitions {}: {}", lost ? "lost" : "revoked", partitions);
        try {
            if (lost) {
                commits.close(partitions);
            } else {
                commits.commitAndClose(partitions);
            }
        } catch (RuntimeException e) {
            rebalanceFailure = e;
        }
        ledger.forget(partitions);
        positions.forget(partitions);
        // By original coordinates: a transform may have renamed the topic.
        batch.removeIf(r -> partitions.contains(new TopicPartition(r.originalTopic(), r.originalKafkaPartition())));
    }

    private static boolean samePartition(ConsumerRecord<byte[], byte[]> a, ConsumerRecord<byte[], byte[]> b) {
        return a.partition() == b.partition() && a.topic().equals(b.topic());
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** An end that cannot throw checked exceptions. */
    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    /** What the consumer tells, always within a poll on the task's thread, or while it is closed after a fence. */
    private final class Rebalance implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!closed && !state.fenced()) {
                assigned(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!closed && !state.fenced() && !partitions.isEmpty()) {
                removed(partitions, false);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            if (!closed && !state.fenced() && !partitions.isEmpty()) {
                removed(partitions, true);
            }
        }
    }
}
