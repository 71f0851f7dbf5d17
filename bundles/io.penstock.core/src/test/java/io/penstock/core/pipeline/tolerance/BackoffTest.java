package io.penstock.core.pipeline.tolerance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    /** Answers the largest number it may, so that tests see the bound. */
    private static final LongUnaryOperator LARGEST = bound -> bound - 1;

    @ParameterizedTest
    @CsvSource({
        "1, 300",
        "2, 600",
        "3, 1200",
        "4, 2400",
        "7, 19200",
        "8, 38400",
        "9, 59999",
        "10, 59999",
        "55, 59999",
        "56, 59999",
        "59, 59999",
        "61, 59999",
        "64, 59999",
        "65, 59999",
        "1000, 59999",
        "2147483647, 59999"
    })
    void doublesUpToTheMaximumAndStaysThere(int attempt, long delay) {
        assertThat(new Backoff(-1, 60_000, LARGEST).delayMs(attempt, 0)).isEqualTo(delay);
    }

    @Test
    void noAttemptEverOverflows() {
        var backoff = new Backoff(-1, Long.MAX_VALUE, LARGEST);
        long before = 0;
        for (int attempt = 1; attempt < 200; attempt++) {
            long delay = backoff.delayMs(attempt, 0);
            assertThat(delay).as("attempt %d", attempt).isGreaterThanOrEqualTo(before);
            before = delay;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "1000, 0, true", "1000, 999, true", "1000, 1000, false", "-1, 9223372036854775807, true"
    })
    void retriesWithinItsTime(long timeout, long elapsed, boolean may) {
        assertThat(new Backoff(timeout, 60_000, LARGEST).mayRetry(elapsed)).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 300", "1, 900, 100", "1, 1000, 0", "1, 2000, 0", "3, 0, 1000"})
    void neverWaitsBeyondItsTime(int attempt, long elapsed, long delay) {
        assertThat(new Backoff(1000, 60_000, LARGEST).delayMs(attempt, elapsed)).isEqualTo(delay);
    }

    @Test
    void aMaximumOfZeroMeansNoWait() {
        assertThat(new Backoff(-1, 0, LARGEST).delayMs(5, 0)).isZero();
    }

    @Test
    void isRandomBelowTheMaximumOnceAboveIt() {
        assertThat(new Backoff(-1, 100, bound -> bound / 2).delayMs(1, 0)).isEqualTo(50);
    }
}
