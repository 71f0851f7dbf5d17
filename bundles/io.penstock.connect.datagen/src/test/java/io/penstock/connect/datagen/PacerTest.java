package io.penstock.connect.datagen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {

    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 3, 99.5, 1000, 250_000})
    void keepsTheRateWhenAskedAgainAsSoonAsItSays(double rate) {
        long now = 42;
        long end = now + 60 * SECOND;
        Pacer pacer = new Pacer(rate, 1000, now);
        long taken = 0;
        long busiest = 0;
        while (now < end) {
            int due = pacer.take(now, 1000);
            taken += due;
            busiest = Math.max(busiest, due);
            now += Math.max(1, pacer.nanosUntilDue());
        }
        assertThat((double) taken).isBetween(60 * rate - Math.max(2, rate * 0.02), 60 * rate + 1);
        // Smooth: no portion is more than what a hundredth of a second brings, and one.
        assertThat((double) busiest).isLessThanOrEqualTo(Math.max(1, rate / 100) + 1);
    }

    @Test
    void keepsTheRateWhenAskedAtAnyTime() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long now = 0;
        Pacer pacer = new Pacer(777, 100, now);
        long taken = 0;
        while (now < 100 * SECOND) {
            now += random.nextLong(SECOND / 10);
            taken += pacer.take(now, 100);
        }
        assertThat((double) taken).as("seed %d", seed).isBetween(777 * 99.5, 777 * 100.2);
    }

    @Test
    void neverGivesMoreThanAskedFor() {
        Pacer pacer = new Pacer(1000, 10, 0);

        assertThat(pacer.take(SECOND / 2, 10)).isEqualTo(10);
        assertThat(pacer.nanosUntilDue()).isZero();
        assertThat(pacer.take(SECOND / 2, 10)).isEqualTo(10);
    }

    @Test
    void makesUpForOneSecondAtMost() {
        Pacer pacer = new Pacer(50, 1000, 0);

        assertThat(pacer.take(3600 * SECOND, 1000)).isEqualTo(50);
        assertThat(pacer.take(3600 * SECOND, 1000)).isZero();
        assertThat(pacer.nanosUntilDue()).isEqualTo(SECOND / 50);
    }

    @Test
    void nothingIsDueAtTheBeginning() {
        Pacer pacer = new Pacer(0.5, 1000, 0);

        assertThat(pacer.take(0, 1000)).isZero();
        assertThat(pacer.nanosUntilDue()).isEqualTo(2 * SECOND);
        assertThat(pacer.take(2 * SECOND, 1000)).isEqualTo(1);
    }

    @Test
    void withoutALimitEverythingIsDue() {
        Pacer pacer = new Pacer(Double.POSITIVE_INFINITY, 1000, 0);

        assertThat(pacer.take(0, 1000)).isEqualTo(1000);
        assertThat(pacer.take(0, 1000)).isEqualTo(1000);
    }
}
