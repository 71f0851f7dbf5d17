package io.penstock.core.task.source;

import io.penstock.core.metrics.SourceMetrics;
import io.penstock.core.metrics.TaskMetrics;
import io.penstock.core.store.OffsetStore;
import io.penstock.core.task.ledger.SourceLedger;
import io.penstock.core.task.state.TaskState;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the source offsets that the ledger says are safe, and then calls the task's {@code commit()} (Apache: {@code
 * WorkerSourceTask.commitOffsets}). Each task has its own, so that a slow one delays nobody else. Thread-safe; one flush
 * at a time.
 */
public final class OffsetFlush {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetFlush.class);

    /** How often the last flush looks whether records have arrived; often enough not to be noticed. */
    private static final long LOOK_NS = 2_000_000;

    private final String connector;
    private final OffsetStore store;
    private final SourceLedger ledger;
    private final CommitHook hook;
    private final TaskMetrics metrics;
    private final SourceMetrics sourceMetrics;
    private final TaskState state;
    private final InstantSource clock;
    private final ReentrantLock flushing = new ReentrantLock();
    private final ReentrantLock calling = new ReentrantLock();
    private @Nullable CompletionStage<Void> unfinished;
    private long written;

    /** Makes the committing end of a task. */
    public OffsetFlush(
            String connector,
            OffsetStore store,
            SourceLedger ledger,
            CommitHook hook,
            TaskMetrics metrics,
            SourceMetrics sourceMetrics,
            TaskState state,
            InstantSource clock) {
        this.connector = connector;
        this.store = store;
        this.ledger = ledger;
        this.hook = hook;
        this.metrics = metrics;
        this.sourceMetrics = sourceMetrics;
        this.state = state;
        this.clock = clock;
    }

    /** Looks how many records arrived meanwhile and tells the metrics. */
    void count() {
        synchronized (metrics) {
            ledger.settle();
            long acked = ledger.acked();
            if (acked > written) {
                sourceMetrics.written(acked - written);
                written = acked;
            }
            sourceMetrics.active(ledger.active());
        }
    }

    /**
     * Commits.
     *
     * @return whether everything that is safe is committed; what is not is tried again the next time
     */
    boolean flush(long timeoutMs) throws InterruptedException {
        long start = clock.millis();
        if (!flushing.tryLock(timeoutMs, TimeUnit.MILLISECONDS)) {
            LOG.warn("Offsets are not committed: the commit before has not ended within {} ms", timeoutMs);
            return false;
        }
        boolean success;
        try {
            success = write(start, timeoutMs);
            if (!state.fenced()) {
                metrics.offsetCommit(success, clock.millis() - start);
            }
        } finally {
            flushing.unlock();
        }
        count();
        if (success) {
            call();
        }
        return success;
    }

    /**
     * Waits for the records that are on their way and commits for the last time.
     *
     * @param timeoutMs for each of the two
     * @return whether all that was sent is committed
     */
    public boolean last(long timeoutMs) {
        state.doing("waiting for records on their way");
        long deadline = clock.millis() + timeoutMs;
        while (ledger.waiting() && !state.fenced()) {
            if (clock.millis() >= deadline || Thread.currentThread().isInterrupted()) {
                LOG.warn("The task ends with {}; they are sent again when it is started again", ledger);
                break;
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        state.doing("committing offsets for the last time");
        try {
            boolean flushed = flush(timeoutMs);
            return flushed && ledger.active() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean write(long start, long timeoutMs) throws InterruptedException {
        // The commit that was given up still has to end: two at a time could be stored in the wrong order.
        if (unfinished != null
                && !finished(unfinished, timeoutMs)
                && !unfinished.toCompletableFuture().isDone()) {
            return false;
        }
        unfinished = null;
        Map<Map<String, ?>, @Nullable Map<String, ?>> offsets = ledger.takeCommittable();
        if (offsets.isEmpty()) {
            return true;
        }
        LOG.debug("Committing the offsets of {} source partitions; {}", offsets.size(), ledger);
        CompletionStage<Void> commit = state.unlessFenced(() -> store.commit(connector, offsets));
        if (commit == null) {
            return false;
        }
        if (finished(commit, Math.max(0, timeoutMs - (clock.millis() - start)))) {
            return true;
        }
        unfinished = commit.toCompletableFuture().isDone() ? null : commit;
        ledger.giveBack(offsets);
        return false;
    }

    private static boolean finished(CompletionStage<Void> commit, long timeoutMs) throws InterruptedException {
        try {
            commit.toCompletableFuture().get(timeoutMs, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            LOG.error(
                    "Failed to flush offsets: the store has not answered within {} ms (offset.flush.timeout.ms);"
                            + " they are flushed again the next time",
                    timeoutMs);
        } catch (ExecutionException e) {
            LOG.error("Failed to flush offsets; they are flushed again the next time", e.getCause());
        }
        return false;
    }

    /** A call that hangs keeps the calls after it away, but no flush. */
    private void call() {
        if (!state.fenced() && calling.tryLock()) {
            try {
                hook.offsets();
            } finally {
                calling.unlock();
            }
        }
    }
}
