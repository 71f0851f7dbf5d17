package io.penstock.core.worker.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.config.RestartSettings;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelaysTest {

    private static RestartSettings settings(long initial, double multiplier, long max, double jitter) {
        return new RestartSettings(initial, multiplier, max, jitter, -1, 1000, Set.of(), Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100",
        "2, 200",
        "3, 400",
        "4, 800",
        "5, 1000",
        "6, 1000",
        "64, 1000",
        "5000, 1000",
        "2147483647, 1000",
    })
    void growsUpToTheMaximumAndStaysThere(int attempt, long expected) {
        assertThat(Delays.before(attempt, settings(100, 2, 1000, 0), 0.7)).isEqualTo(expected);
    }

    @Test
    void saturates() {
        RestartSettings huge = settings(Long.MAX_VALUE, 1e300, Long.MAX_VALUE, 1);
        assertThat(Delays.before(Integer.MAX_VALUE, huge, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(Delays.before(1, settings(5000, 2, 10, 0), 0)).isEqualTo(10);
    }

    @Test
    void aMultiplierOfOneKeepsTheDelay() {
        assertThat(Delays.before(1_000_000, settings(300, 1, 60_000, 0), 0)).isEqualTo(300);
    }

    @Test
    void jitterOnlyShortensAndSpreads() {
        assertThat(Delays.before(2, settings(100, 2, 1000, 0.5), 0)).isEqualTo(200);
        assertThat(Delays.before(2, settings(100, 2, 1000, 0.5), 0.5)).isEqualTo(150);
        assertThat(Delays.before(1, settings(100, 2, 1000, 1), 0.9999999)).isEqualTo(1);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long initial = 1 + random.nextInt(100_000);
            long max = 1 + random.nextInt(1_000_000);
            double jitter = random.nextDouble();
            long delay = Delays.before(
                    1 + random.nextInt(200),
                    settings(initial, 1 + random.nextDouble() * 5, max, jitter),
                    random.nextDouble());
            assertThat(delay)
                    .as("seed %d, round %d", seed, i)
                    .isBetween((long) (Math.min(initial, max) * (1 - jitter)), max);
        }
    }
}
