package io.penstock.json.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedCacheTest {
    @Test
    void theEntryThatWasNotUsedForTheLongestTimeGoes() {
        BoundedCache<String, Integer> cache = new BoundedCache<>(2);
        cache.put("a", 1);
        cache.put("b", 2);
        assertThat(cache.get("a")).isEqualTo(1);
        cache.put("c", 3);
        assertThat(cache.get("b")).isNull();
        assertThat(cache.get("a")).isEqualTo(1);
        assertThat(cache.get("c")).isEqualTo(3);
        assertThat(cache.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void nothingIsKeptWithoutCapacity(int capacity) {
        BoundedCache<String, Integer> cache = new BoundedCache<>(capacity);
        cache.put("a", 1);
        assertThat(cache.get("a")).isNull();
        assertThat(cache.size()).isZero();
    }
}
