package io.penstock.core.pipeline.tolerance;

import io.penstock.core.config.ErrorSettings;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.Outcome.Failed;
import java.time.InstantSource;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps on the records of a batch: tries again what is worth it, settles the slot of what failed (Apache: {@code
 * RetryWithToleranceOperator}). Belongs to one task's thread.
 *
 * <p>An {@link Error} is no failure of a record: it goes through and fails the task whatever is tolerated. A stop ends
 * the wait between two attempts, and the batch ends before that record.
 */
public final class Guard {

    /** What Apache's worker says when a failure is not tolerated; tools look for it. */
    public static final String EXCEEDED = "Tolerance exceeded in error handler";

    private final ErrorSettings settings;
    private final Backoff backoff;
    private final ErrorMetrics metrics;
    private final InstantSource clock;
    private final StopSignal stop;

    /** Makes a guard for a task. */
    public Guard(ErrorSettings settings, ErrorMetrics metrics, InstantSource clock, StopSignal stop) {
        this.settings = settings;
        this.backoff = Backoff.of(settings);
        this.metrics = metrics;
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * Runs a step for the record of a slot. When that fails the slot is no longer open, or is no longer before the
     * batch's end.
     *
     * @return what the step answered, or null when it failed
     */
    public <A, B, R> @Nullable B run(Batch<?, R> batch, int slot, Step<A, B> step, A in) {
        try {
            return step.apply(in);
        } catch (RetriableException e) {
            return retry(batch, slot, step, in, e);
        } catch (Exception e) {
            failed(batch, slot, step, e);
            return null;
        }
    }

    private <A, B, R> @Nullable B retry(Batch<?, R> batch, int slot, Step<A, B> step, A in, RetriableException first) {
        long start = clock.millis();
        RetriableException last = first;
        for (int attempt = 1; ; attempt++) {
            long elapsed = clock.millis() - start;
            if (!backoff.mayRetry(elapsed)) {
                failed(batch, slot, step, last);
                return null;
            }
            metrics.failure();
            if (stopped(backoff.delayMs(attempt, elapsed))) {
                batch.endBefore(slot);
                return null;
            }
            metrics.retry();
            try {
                return step.apply(in);
            } catch (RetriableException e) {
                last = e;
            } catch (Exception e) {
                failed(batch, slot, step, e);
                return null;
            }
        }
    }

    private boolean stopped(long delayMs) {
        try {
            return stop.await(delayMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private <R> void failed(Batch<?, R> batch, int slot, Step<?, ?> step, Exception error) {
        metrics.failure();
        var failed = new Failed<R>(step.stage(), step.executing(), error);
        if (settings.tolerateAll()) {
            batch.fail(slot, failed);
        } else {
            batch.endAt(slot, failed, new ConnectException(EXCEEDED, error));
        }
    }
}
