package io.penstock.connect.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawTest {

    @Test
    void dependsOnSeedStreamAndPositionAndNothingElse() {
        Draw draw = new Draw(5);
        draw.moveTo(0, 1000);
        long first = draw.next();
        long second = draw.next();
        draw.moveTo(0, 999);
        draw.moveTo(0, 1000);

        assertThat(draw.next()).isEqualTo(first);
        assertThat(draw.next()).isEqualTo(second).isNotEqualTo(first);
    }

    @Test
    void neighboursHaveNothingInCommon() {
        Set<Long> seen = new HashSet<>();
        for (long seed = -50; seed < 50; seed++) {
            Draw draw = new Draw(seed);
            for (int stream = 0; stream < 2; stream++) {
                for (long position = 0; position < 100; position++) {
                    draw.moveTo(stream, position);
                    seen.add(draw.next());
                }
            }
        }
        assertThat(seen).hasSize(100 * 2 * 100);
    }

    @Test
    void drawsEvenlyWithinTheBound() {
        int[] hits = new int[10];
        Draw draw = new Draw(1);
        for (int i = 0; i < 100_000; i++) {
            draw.moveTo(0, i);
            hits[draw.below(10)]++;
        }
        assertThat(Arrays.stream(hits)).allMatch(hit -> hit > 9_500 && hit < 10_500);
    }

    @Test
    void skewedDrawsPreferLowNumbers() {
        int[] hits = new int[4];
        Draw draw = new Draw(1);
        draw.moveTo(0, 0);
        for (int i = 0; i < 100_000; i++) {
            hits[draw.skewed(4)]++;
        }
        assertThat(hits[0]).isGreaterThan(hits[1]);
        assertThat(hits[1]).isGreaterThan(hits[2]);
        assertThat(hits[2]).isPositive();
        assertThat(hits[0] + hits[1] + hits[2] + hits[3]).isEqualTo(100_000);
    }

    @Test
    void picksAll() {
        Draw draw = new Draw(1);
        draw.moveTo(0, 0);
        Set<String> picked = new HashSet<>();
        int once = 0;
        for (int i = 0; i < 1000; i++) {
            picked.add(draw.pick(List.of("a", "b", "c")));
            once += draw.oneIn(10) ? 1 : 0;
        }
        assertThat(picked).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(once).isBetween(50, 150);
    }
}
