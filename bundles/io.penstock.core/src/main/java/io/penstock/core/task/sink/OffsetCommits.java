package io.penstock.core.task.sink;

import io.penstock.core.metrics.SinkMetrics;
import io.penstock.core.metrics.TaskMetrics;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.task.ledger.DeadLetterLedger;
import io.penstock.core.task.state.TaskState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the offsets of a sink task: asks the task, holds back what is not safe, numbers the commits, and goes back to
 * what is committed when the task could not flush (Apache: {@code WorkerSinkTask.commitOffsets}). Belongs to the task's
 * thread.
 */
public final class OffsetCommits {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);

    private final Consumer<byte[], byte[]> consumer;
    private final SinkTask task;
    private final ClassLoader loader;
    private final Positions positions;
    private final DeadLetterLedger ledger;
    private final TaskState state;
    private final Meters meters;
    private final long timeoutMs;
    private int number;
    private long startedAt;
    private boolean underWay;
    private boolean failed;

    /**
     * What commits are measured by.
     *
     * @param task of every task
     * @param sink of a sink
     * @param clock what time it is
     */
    public record Meters(TaskMetrics task, SinkMetrics sink, InstantSource clock) {}

    OffsetCommits(
            Consumer<byte[], byte[]> consumer,
            PutTask task,
            Positions positions,
            DeadLetterLedger ledger,
            TaskState state,
            Meters meters,
            long timeoutMs) {
        this.consumer = consumer;
        this.task = task.instance();
        this.loader = task.loader();
        this.positions = positions;
        this.ledger = ledger;
        this.state = state;
        this.meters = meters;
        this.timeoutMs = timeoutMs;
    }

    /** Whether an answer is awaited; gives up one that is overdue. */
    boolean underWay() {
        if (underWay && meters.clock().millis() >= startedAt + timeoutMs) {
            LOG.warn("Commit {} of offsets timed out after {} ms (offset.flush.timeout.ms)", number, timeoutMs);
            failed = true;
            underWay = false;
        }
        return underWay;
    }

    /** Whether the last commit failed. */
    boolean failed() {
        return failed;
    }

    /** Commits what was put of all partitions and does not wait for the answer, which comes in a later poll. */
    void commit() {
        Map<TopicPartition, OffsetAndMetadata> put = positions.put(consumer.assignment());
        if (put.isEmpty()) {
            return;
        }
        begin();
        Map<TopicPartition, OffsetAndMetadata> committed = positions.committed(put.keySet());
        Map<TopicPartition, OffsetAndMetadata> offered;
        try {
            offered = preCommit(put);
        } catch (RuntimeException e) {
            LOG.error("Offset commit failed, rewinding to last committed offsets", e);
            committed.forEach((partition, offset) -> consumer.seek(partition, offset.offset()));
            positions.rewindTo(committed);
            ended(number, e, null);
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committing = committable(put, committed, offered);
        if (committing == null) {
            ended(number, null, null);
            return;
        }
        int mine = number;
        LOG.debug("Committing offsets asynchronously using sequence number {}: {}", mine, committing);
        var started = state.unlessFenced(() -> {
            consumer.commitAsync(committing, (offsets, error) -> ended(mine, error, offsets));
            return committing;
        });
        if (started == null) {
            underWay = false;
        }
    }

    /**
     * Commits what was put of partitions that the task is about to give away, waits for the answer, and closes them in
     * between, as Connect has it.
     */
    void commitAndClose(Collection<TopicPartition> partitions) {
        if (!awaitReports(partitions)) {
            failed = true;
        }
        Map<TopicPartition, OffsetAndMetadata> put = positions.put(partitions);
        if (put.isEmpty()) {
            return;
        }
        begin();
        Map<TopicPartition, OffsetAndMetadata> committed = positions.committed(put.keySet());
        Map<TopicPartition, OffsetAndMetadata> offered;
        try {
            offered = state.fenced() ? Map.of() : preCommit(put);
        } catch (RuntimeException e) {
            LOG.warn("Offset commit failed during close", e);
            ended(number, e, null);
            return;
        } finally {
            close(partitions);
        }
        if (state.fenced()) {
            LOG.debug("Skipping final offset commit as task has been cancelled");
            failed = true;
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committing = committable(put, committed, offered);
        if (committing == null) {
            ended(number, null, null);
            return;
        }
        commitSync(committing);
    }

    /** Closes partitions in the task. */
    void close(Collection<TopicPartition> partitions) {
        try (PluginScope scope = PluginScope.enter(loader)) {
            task.close(partitions);
        }
    }

    private void begin() {
        underWay = true;
        number++;
        startedAt = meters.clock().millis();
        meters.sink().commitStarted(number);
    }

    private Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> put) {
        state.doing("in the task's preCommit()");
        try (PluginScope scope = PluginScope.enter(loader)) {
            Map<TopicPartition, OffsetAndMetadata> offered = task.preCommit(new HashMap<>(put));
            return offered == null ? Map.of() : offered;
        }
    }

    /** What is to be committed of what the task offers, or null when there is nothing to commit. */
    private @Nullable Map<TopicPartition, OffsetAndMetadata> committable(
            Map<TopicPartition, OffsetAndMetadata> put,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, OffsetAndMetadata> offered) {
        if (offered.isEmpty()) {
            LOG.debug("Skipping offset commit, task opted-out by returning no offsets from preCommit");
            return null;
        }
        Map<TopicPartition, OffsetAndMetadata> result = new HashMap<>(committed);
        offered.forEach((partition, offset) -> {
            OffsetAndMetadata consumed = put.get(partition);
            OffsetAndMetadata before = committed.get(partition);
            if (consumed == null || before == null) {
                LOG.debug(
                        "Ignoring task provided offset {} of {}, which is not its own or not asked for",
                        offset,
                        partition);
            } else if (offset.offset() > consumed.offset()) {
                LOG.warn(
                        "Ignoring invalid task provided offset {}/{} -- not yet consumed, taskOffset={}"
                                + " currentOffset={}",
                        partition,
                        offset,
                        offset.offset(),
                        consumed.offset());
            } else {
                result.put(partition, held(partition, offset, before));
            }
        });
        if (result.equals(committed)) {
            LOG.debug("Skipping offset commit, no change since last commit");
            return null;
        }
        return result;
    }

    /** Not past a record whose report is not acknowledged (I1), but never back because of one. */
    private OffsetAndMetadata held(TopicPartition partition, OffsetAndMetadata offered, OffsetAndMetadata before) {
        long cap = ledger.cap(partition, offered.offset(), positions.partitions());
        if (cap >= offered.offset()) {
            return offered;
        }
        return cap <= before.offset() ? before : new OffsetAndMetadata(cap, offered.metadata());
    }

    private void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        LOG.debug("Committing offsets synchronously using sequence number {}: {}", number, offsets);
        boolean woken = false;
        while (true) {
            if (state.fenced()) {
                LOG.debug("Skipping final offset commit as task has been cancelled");
                underWay = false;
                failed = true;
                return;
            }
            try {
                consumer.commitSync(offsets, Duration.ofMillis(Math.max(1, timeoutMs)));
                ended(number, null, offsets);
                break;
            } catch (WakeupException e) {
                // The order that it announces is obeyed afterwards; the offsets go out first.
                woken = true;
            } catch (KafkaException e) {
                ended(number, e, null);
                break;
            }
        }
        if (woken) {
            consumer.wakeup();
        }
    }

    private void ended(int which, @Nullable Throwable error, @Nullable Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (which != number) {
            LOG.debug("Received out of order commit callback for sequence number {}; the last is {}", which, number);
            meters.sink().commitSkipped();
            return;
        }
        underWay = false;
        failed = error != null;
        long duration = meters.clock().millis() - startedAt;
        if (error != null) {
            LOG.error("Commit of offsets threw an unexpected exception for sequence number {}", which, error);
        } else {
            LOG.debug("Finished offset commit {} in {} ms: {}", which, duration, offsets);
            if (offsets != null) {
                positions.committed(offsets);
            }
            meters.sink().commitCompleted();
        }
        meters.task().offsetCommit(error == null, duration);
        meters.sink().active(positions.active());
    }

    private boolean awaitReports(Collection<TopicPartition> partitions) {
        try {
            return state.fenced() || ledger.await(partitions, positions.partitions(), timeoutMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
