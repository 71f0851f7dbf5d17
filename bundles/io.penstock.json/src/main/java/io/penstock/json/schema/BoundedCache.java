package io.penstock.json.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map that forgets the entry which was not used for the longest time. Safe for use by several threads.
 *
 * @param <K> the keys; compared with equals
 * @param <V> the values
 */
public final class BoundedCache<K, V> {
    private final Map<K, V> entries;

    /**
     * Creates an empty cache.
     *
     * @param capacity the number of entries to keep; nothing is kept when it is 0 or less
     */
    public BoundedCache(int capacity) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Returns the value of a key, or null. */
    public synchronized @Nullable V get(K key) {
        return entries.get(key);
    }

    /** Remembers the value of a key. */
    public synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    /** Returns the number of entries. */
    public synchronized int size() {
        return entries.size();
    }
}
