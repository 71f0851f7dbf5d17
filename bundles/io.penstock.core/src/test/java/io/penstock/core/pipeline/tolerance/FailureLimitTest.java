package io.penstock.core.pipeline.tolerance;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.config.FloodLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class FailureLimitTest {

    private static final DataException BAD = new DataException("bad");

    @Test
    void withoutLimitsEverythingIsTolerated() {
        var limit = new FailureLimit(FloodLimits.NONE);

        for (int i = 0; i < 100_000; i++) {
            assertThat(limit.failed(BAD)).isNull();
            assertThat(limit.failedLate(BAD)).isNull();
        }
    }

    @Test
    void oneMoreInARowThanToleratedIsTooMany() {
        var limit = new FailureLimit(new FloodLimits(1, 10, 3));

        for (int round = 0; round < 5; round++) {
            assertThat(limit.failed(BAD)).isNull();
            assertThat(limit.failed(BAD)).isNull();
            assertThat(limit.failed(BAD)).isNull();
            limit.passed(1);
        }
        limit.failed(BAD);
        limit.failed(BAD);
        limit.failed(BAD);
        assertThat(limit.failed(BAD))
                .hasMessageStartingWith("Tolerance exceeded in error handler: 4 records in a row failed")
                .hasMessageContaining("errors.tolerance.max.consecutive=3")
                .hasCause(BAD);
    }

    @Test
    void noneInARowMeansNone() {
        assertThat(new FailureLimit(new FloodLimits(1, 10, 0)).failed(BAD)).isNotNull();
        assertThat(new FailureLimit(new FloodLimits(1, 10, 0)).failedLate(BAD)).isNotNull();
        assertThat(new FailureLimit(new FloodLimits(0, 10, -1)).failed(BAD)).isNotNull();
    }

    @Test
    void oneInAHundredOfTheLastTenThousand() {
        var limit = new FailureLimit(new FloodLimits(0.01, 10_000, -1));

        for (int i = 0; i < 1_000; i++) {
            limit.passed(99);
            assertThat(limit.failed(BAD)).as("failure %d", i).isNull();
        }
        limit.passed(98);
        assertThat(limit.failed(BAD))
                .hasMessageContaining("101 of the last 10000 records failed")
                .hasMessageContaining("errors.tolerance.rate=0.01 tolerates 100");
    }

    @Test
    void failuresThatComeToLightLateCountForBoth() {
        var row = new FailureLimit(new FloodLimits(1, 10, 2));
        row.passed(500);
        assertThat(row.failedLate(BAD)).isNull();
        assertThat(row.failedLate(BAD)).isNull();
        row.arrived();
        assertThat(row.failedLate(BAD)).isNull();
        assertThat(row.failedLate(BAD)).isNull();
        assertThat(row.failedLate(BAD)).hasMessageContaining("3 records in a row");

        var rate = new FailureLimit(new FloodLimits(0.5, 10, -1));
        rate.passed(10);
        for (int i = 0; i < 5; i++) {
            assertThat(rate.failedLate(BAD)).isNull();
            rate.arrived();
        }
        assertThat(rate.failedLate(BAD)).hasMessageContaining("6 of the last 10");
    }

    @Test
    void theWindowIsExactForAnySequence() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int window = 1 + random.nextInt(50);
            double rate = random.nextInt(100) / 100.0;
            int bad = random.nextInt(100);
            var limit = new FailureLimit(new FloodLimits(rate, window, -1));
            Deque<Boolean> last = new ArrayDeque<>();
            for (int i = 0; i < 300; i++) {
                boolean fails = random.nextInt(100) < bad;
                last.addLast(fails);
                if (last.size() > window) {
                    last.removeFirst();
                }
                if (!fails) {
                    limit.passed(1);
                    continue;
                }
                long failures = last.stream().filter(f -> f).count();
                boolean tooMany = failures > Math.floor(rate * window);
                assertThat(limit.failed(BAD) != null)
                        .as("seed %d round %d record %d", seed, round, i)
                        .isEqualTo(tooMany);
                if (tooMany) {
                    break;
                }
            }
        }
    }
}
