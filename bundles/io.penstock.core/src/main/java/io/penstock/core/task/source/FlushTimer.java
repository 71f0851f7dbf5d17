package io.penstock.core.task.source;

import io.penstock.api.TaskId;
import io.penstock.core.task.state.LogContext;
import io.penstock.core.task.state.TaskState;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flushes a source task's offsets at their interval on a thread beside the task's, because {@code poll()} may block for
 * as long as it likes. The thread is the task's own: it ends with it, and what plugin code leaves on it goes too (I7).
 */
public final class FlushTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FlushTimer.class);

    /** How often metrics catch up while the task is in a long poll. */
    private static final long TICK_MS = 1000;

    private final TaskId id;
    private final OffsetFlush flush;
    private final TaskState state;
    private final InstantSource clock;
    private final long intervalMs;
    private final long timeoutMs;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Makes a timer for one task; it does nothing before it is started. */
    public FlushTimer(
            TaskId id, OffsetFlush flush, TaskState state, InstantSource clock, long intervalMs, long timeoutMs) {
        this.id = id;
        this.flush = flush;
        this.state = state;
        this.clock = clock;
        this.intervalMs = intervalMs;
        this.timeoutMs = timeoutMs;
        this.thread = new Thread(this::run, "task-offsets-" + id);
        thread.setDaemon(true);
        thread.setContextClassLoader(FlushTimer.class.getClassLoader());
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Ends the thread; one that hangs in plugin code is interrupted when it does not come back in time. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(Math.max(1, timeoutMs));
            if (thread.isAlive()) {
                LOG.warn("commit() of the task has not returned within {} ms; interrupting its thread", timeoutMs);
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (LogContext context = LogContext.offsets(id)) {
            long next = clock.millis() + intervalMs;
            while (!closed.await(Math.max(1, Math.min(TICK_MS, next - clock.millis())), TimeUnit.MILLISECONDS)
                    && !state.fenced()) {
                flush.count();
                if (clock.millis() >= next) {
                    flush.flush(timeoutMs);
                    next = clock.millis() + intervalMs;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The flush of offsets was interrupted", e);
        } catch (RuntimeException | Error e) {
            state.fail(e);
        }
    }
}
