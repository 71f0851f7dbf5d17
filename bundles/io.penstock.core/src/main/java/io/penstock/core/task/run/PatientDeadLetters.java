package io.penstock.core.task.run;

import io.penstock.api.TaskId;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.deadletter.DeadLetterPort;
import io.penstock.core.pipeline.tolerance.Backoff;
import io.penstock.core.task.state.LogContext;
import io.penstock.core.task.state.TaskState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends dead letters again that were refused, within the time of {@code errors.retry.timeout}, and lets no more be under
 * way than fit into memory: whoever reports one more has to wait. When the task is ordered to stop, what waits for
 * another attempt gets it at once, and it is the last. Thread-safe; a thread exists only after a letter was refused.
 */
final class PatientDeadLetters implements DeadLetterPort, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PatientDeadLetters.class);

    /** How many letters may be under way. */
    static final int MAX_LETTERS = 1_000;
    /** How many bytes they may have together; a larger one goes alone. */
    static final long MAX_BYTES = 32 << 20;

    private final TaskId id;
    private final DeadLetterPort port;
    private final Backoff backoff;
    private final TaskState state;
    private final ErrorMetrics metrics;
    private final Object lock = new Object();
    private final Set<Letter> refused = new HashSet<>();
    private @Nullable ScheduledThreadPoolExecutor timer;
    private int letters;
    private long bytes;
    private boolean closed;

    /** Sends through a port what the task with this state reports. */
    PatientDeadLetters(TaskId id, DeadLetterPort port, Backoff backoff, TaskState state, ErrorMetrics metrics) {
        this.id = id;
        this.port = port;
        this.backoff = backoff;
        this.state = state;
        this.metrics = metrics;
        state.onWake(this::woken);
    }

    @Override
    public CompletionStage<Void> send(ProducerRecord<byte[], byte[]> record) {
        var letter = new Letter(record);
        if (!admit(letter.size)) {
            return CompletableFuture.failedStage(
                    new ConnectException("The task ended before there was room for another dead letter under way"));
        }
        letter.attempt();
        return letter.done;
    }

    /** Gives up what is still refused. */
    @Override
    public void close() {
        List<Letter> left;
        ScheduledThreadPoolExecutor running;
        synchronized (lock) {
            closed = true;
            left = List.copyOf(refused);
            refused.clear();
            running = timer;
            timer = null;
            lock.notifyAll();
        }
        if (running != null) {
            running.shutdownNow();
        }
        left.forEach(Letter::giveUp);
    }

    private boolean admit(long size) {
        synchronized (lock) {
            try {
                while (!closed
                        && !state.failing()
                        && letters > 0
                        && (letters >= MAX_LETTERS || bytes + size > MAX_BYTES)) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (closed || state.failing()) {
                return false;
            }
            letters++;
            bytes += size;
            return true;
        }
    }

    private void woken() {
        synchronized (lock) {
            ScheduledThreadPoolExecutor running = timer;
            if (state.ending() && running != null) {
                refused.forEach(letter -> running.execute(() -> due(letter)));
            }
            lock.notifyAll();
        }
    }

    private void later(Letter letter, long delayMs) {
        synchronized (lock) {
            if (!closed) {
                refused.add(letter);
                try {
                    var unused = timer().schedule(() -> due(letter), delayMs, TimeUnit.MILLISECONDS);
                    return;
                } catch (RejectedExecutionException e) {
                    refused.remove(letter);
                }
            }
        }
        letter.giveUp();
    }

    private void due(Letter letter) {
        boolean mine;
        synchronized (lock) {
            mine = refused.remove(letter);
        }
        if (mine) {
            letter.attempt();
        }
    }

    private ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor running = timer;
        if (running == null) {
            running = new ScheduledThreadPoolExecutor(1, task -> {
                var thread = new Thread(task, "dead-letter-retry-" + id);
                thread.setDaemon(true);
                thread.setContextClassLoader(PatientDeadLetters.class.getClassLoader());
                return thread;
            });
            timer = running;
        }
        return running;
    }

    private void release(long size) {
        synchronized (lock) {
            letters--;
            bytes -= size;
            lock.notifyAll();
        }
    }

    private static long size(ProducerRecord<byte[], byte[]> record) {
        long size = length(record.key()) + length(record.value());
        for (var header : record.headers()) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte @Nullable [] data) {
        return data == null ? 0 : data.length;
    }

    /** A letter under way; its attempts follow each other. */
    private final class Letter {

        private final ProducerRecord<byte[], byte[]> record;
        private final long size;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private int attempts;
        private long firstRefusal;
        private @Nullable Throwable refusal;

        private Letter(ProducerRecord<byte[], byte[]> record) {
            this.record = record;
            this.size = size(record);
        }

        private void attempt() {
            if (++attempts > 1) {
                metrics.retry();
                metrics.deadLetter();
            }
            port.send(record).whenComplete((sent, error) -> {
                if (error == null) {
                    release(size);
                    done.complete(null);
                } else {
                    refused(error);
                }
            });
        }

        private void refused(Throwable error) {
            long now = System.nanoTime();
            if (refusal == null) {
                firstRefusal = now;
            }
            refusal = error;
            long elapsed = TimeUnit.NANOSECONDS.toMillis(now - firstRefusal);
            if (state.ending() || !backoff.mayRetry(elapsed)) {
                giveUp();
                return;
            }
            long delay = backoff.delayMs(attempts, elapsed);
            try (LogContext context = LogContext.task(id)) {
                LOG.warn(
                        "Could not produce message to dead letter queue. topic={}. Attempt {} failed; next in {} ms",
                        record.topic(),
                        attempts,
                        delay,
                        error);
            }
            metrics.deadLetterFailure();
            later(this, delay);
        }

        private void giveUp() {
            release(size);
            Throwable error = refusal;
            done.completeExceptionally(
                    error == null ? new ConnectException("The task ended before the letter was sent") : error);
        }
    }
}
