package io.penstock.deployer.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassFilterTest {

    @Test
    void withoutPatternsEverythingPasses() {
        assertThat(new ClassFilter(List.of(), List.of()).accepts("a.B")).isTrue();
    }

    @Test
    void anIncludeKeepsTheRestOut() {
        ClassFilter filter = new ClassFilter(List.of("a.b.*", "x.Y"), List.of());

        assertThat(filter.accepts("a.b.C")).isTrue();
        assertThat(filter.accepts("x.Y")).isTrue();
        assertThat(filter.accepts("x.Y2")).isFalse();
        assertThat(filter.accepts("a.bc.D")).isFalse();
    }

    @Test
    void anExcludeWinsOverAnInclude() {
        ClassFilter filter = new ClassFilter(List.of("a.*"), List.of("*$Key"));

        assertThat(filter.accepts("a.Cast$Value")).isTrue();
        assertThat(filter.accepts("a.Cast$Key")).isFalse();
    }

    @Test
    void onlyTheAsteriskIsSpecial() {
        ClassFilter filter = new ClassFilter(List.of("a.[B]\\E+$"), List.of());

        assertThat(filter.accepts("a.[B]\\E+$")).isTrue();
        assertThat(filter.accepts("a.B")).isFalse();
        assertThat(new ClassFilter(List.of("a.B"), List.of()).accepts("axB")).isFalse();
    }

    @Test
    void idlePatternsAreFound() {
        ClassFilter filter = new ClassFilter(List.of("a.*", "b.*"), List.of("a.B", "a.C"));

        assertThat(filter.idlePatterns(List.of("a.B", "a.D"))).containsExactly("b.*", "a.C");
    }
}
