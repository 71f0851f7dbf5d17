package io.penstock.core.task.source;

import io.penstock.core.metrics.SourceMetrics;
import io.penstock.core.metrics.TaskMetrics;
import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.Outcome;
import io.penstock.core.pipeline.assemble.SourcePipeline;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.task.ledger.SourceLedger;
import io.penstock.core.task.state.Phase;
import io.penstock.core.task.state.TaskState;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Poll, transform, convert, produce, until the task is to stop (Apache: {@code AbstractWorkerSourceTask.execute}).
 * Belongs to the task's thread.
 */
public final class SourceLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SourceLoop.class);

    /** Between two attempts to send a record (Apache: {@code SEND_FAILED_BACKOFF_MS}). */
    private static final long SEND_BACKOFF_MS = 100;

    private final SourceTask task;
    private final ClassLoader loader;
    private final SourcePipeline pipeline;
    private final Produce produce;
    private final SourceLedger ledger;
    private final TaskState state;
    private final Meters meters;

    private List<SourceRecord> polled = List.of();
    private int position;
    private @Nullable Batch<SourceRecord, SourceRecord> chunk;
    private int slot;
    private int passed;
    private @Nullable SendTicket unsent;

    /**
     * What a loop is measured by.
     *
     * @param task of every task
     * @param source of a source
     * @param clock what time it is
     */
    public record Meters(TaskMetrics task, SourceMetrics source, InstantSource clock) {}

    /** Makes a loop around a task that was started. */
    public SourceLoop(
            SourceTask task,
            ClassLoader loader,
            SourcePipeline pipeline,
            Produce produce,
            SourceLedger ledger,
            TaskState state,
            Meters meters) {
        this.task = task;
        this.loader = loader;
        this.pipeline = pipeline;
        this.produce = produce;
        this.ledger = ledger;
        this.state = state;
        this.meters = meters;
    }

    /** Runs until the task is to stop or something fails. */
    public void run() throws InterruptedException {
        while (!state.ending()) {
            iterate();
        }
    }

    private void iterate() throws InterruptedException {
        ledger.tidy();
        state.check();
        if (state.pauseWanted()) {
            pause();
            return;
        }
        if (position >= polled.size()) {
            poll();
        }
        if (position < polled.size() && !dispatch()) {
            state.doing("waiting to send a record again");
            state.await(SEND_BACKOFF_MS);
        }
    }

    private void pause() throws InterruptedException {
        if (state.become(Phase.PAUSED)) {
            state.doing("paused");
            if (state.awaitResume()) {
                state.become(Phase.RUNNING);
            }
        }
    }

    private void poll() throws InterruptedException {
        state.doing("in the task's poll()");
        long start = meters.clock().millis();
        List<SourceRecord> records = null;
        try (PluginScope scope = PluginScope.enter(loader)) {
            records = task.poll();
        } catch (RetriableException | org.apache.kafka.common.errors.RetriableException e) {
            LOG.warn("Failed to poll records from the task; polling again", e);
        }
        position = 0;
        chunk = null;
        if (records == null) {
            polled = List.of();
            return;
        }
        polled = records;
        if (!records.isEmpty()) {
            meters.source().polled(records.size(), meters.clock().millis() - start);
            meters.task().batch(records.size());
            ledger.batch(records.size());
            meters.source().active(ledger.active());
        }
    }

    /** Sends what is left of the batch; false when a record has to wait, true when nothing is left or wanted. */
    private boolean dispatch() throws InterruptedException {
        state.doing("transforming, converting and sending records");
        while (position < polled.size()) {
            Batch<SourceRecord, SourceRecord> current = chunk;
            if (current == null) {
                current = pipeline.process(polled, position);
                chunk = current;
                slot = 0;
            }
            for (; slot < current.end(); slot++) {
                if (!handle(current, slot)) {
                    return false;
                }
            }
            produce.passed(passed);
            passed = 0;
            if (current.end() < current.size()) {
                endEarly(current);
                return true;
            }
            position += current.size();
            chunk = null;
        }
        pipeline.release();
        polled = List.of();
        position = 0;
        return true;
    }

    private boolean handle(Batch<SourceRecord, SourceRecord> current, int index) {
        SourceRecord record = current.input(index);
        if (current.open(index)) {
            SendTicket ticket = unsent == null ? produce.open(record) : unsent;
            unsent = ticket;
            if (!produce.send(ticket, pipeline.ready(index))) {
                return false;
            }
            unsent = null;
            passed++;
            return true;
        }
        if (current.outcome(index) instanceof Outcome.Failed<SourceRecord> failed) {
            produce.passed(passed);
            passed = 0;
            produce.failed(failed, record);
        } else {
            passed++;
            produce.dropped(record);
        }
        return true;
    }

    /** The records before are on their way; now the failure, if it was one, ends the task. */
    private void endEarly(Batch<SourceRecord, SourceRecord> ended) throws InterruptedException {
        Outcome.Failed<SourceRecord> failed = ended.lastFailure();
        if (failed != null) {
            produce.reportLast(failed, ended.input(ended.end()));
        }
        RuntimeException fatal = ended.fatal();
        if (fatal != null) {
            throw fatal;
        }
        state.check();
        if (!state.ending()) {
            throw new InterruptedException("Interrupted while a failed record waited to be tried again");
        }
    }
}
