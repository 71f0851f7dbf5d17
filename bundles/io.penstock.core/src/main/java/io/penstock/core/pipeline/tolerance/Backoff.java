package io.penstock.core.pipeline.tolerance;

import io.penstock.core.config.ErrorSettings;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

/**
 * How long to wait between attempts and how often to try (Apache: {@code RetryWithToleranceOperator}): 300 ms, doubled
 * each time; once that is above the maximum, a random time below the maximum, so that tasks do not come back in step.
 * All arithmetic saturates: the thousandth attempt waits no shorter than the tenth.
 */
public final class Backoff {

    private static final long FIRST_MS = 300;
    /** From here on the doubled delay no longer fits and counts as infinite. */
    private static final int MAX_SHIFT = 54;

    private final long timeoutMs;
    private final long maxDelayMs;
    private final LongUnaryOperator random;

    /**
     * Makes a rule.
     *
     * @param timeoutMs {@code errors.retry.timeout}: 0 no retry, negative without end
     * @param maxDelayMs {@code errors.retry.delay.max.ms}
     * @param random answers a number from 0 to below its positive argument
     */
    public Backoff(long timeoutMs, long maxDelayMs, LongUnaryOperator random) {
        this.timeoutMs = timeoutMs;
        this.maxDelayMs = Math.max(0, maxDelayMs);
        this.random = random;
    }

    /** The rule of a connector's configuration. */
    public static Backoff of(ErrorSettings settings) {
        return new Backoff(settings.retryTimeoutMs(), settings.retryDelayMaxMs(), bound -> ThreadLocalRandom.current()
                .nextLong(bound));
    }

    /** Whether there is time for another attempt. */
    public boolean mayRetry(long elapsedMs) {
        return timeoutMs < 0 || elapsedMs < timeoutMs;
    }

    /**
     * The wait after a failed attempt, never beyond the end of the time there is.
     *
     * @param attempt number of the attempt that failed, from 1
     * @param elapsedMs time since the first failure
     */
    public long delayMs(int attempt, long elapsedMs) {
        int shift = Math.max(0, attempt - 1);
        long delay = shift >= MAX_SHIFT ? Long.MAX_VALUE : FIRST_MS << shift;
        if (delay > maxDelayMs) {
            delay = maxDelayMs == 0 ? 0 : random.applyAsLong(maxDelayMs);
        }
        return timeoutMs < 0 ? delay : Math.min(delay, Math.max(0, timeoutMs - elapsedMs));
    }
}
