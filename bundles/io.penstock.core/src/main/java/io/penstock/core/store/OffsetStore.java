package io.penstock.core.store;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Source offsets by connector and source partition. Partitions and offsets hold primitives with string keys; they come
 * back as JSON has them (ints as longs), whatever order of keys they were written in.
 */
public interface OffsetStore {

    /**
     * Writes offsets all together or not at all; a null offset forgets the partition. Completes when they are durable
     * (I8); fails with WorkerException STORE_FAILED, or BAD_REQUEST when a value cannot be stored.
     */
    CompletionStage<Void> commit(String connector, Map<Map<String, ?>, @Nullable Map<String, ?>> offsets);

    /** The offsets of some partitions; those without one are missing in the answer. */
    CompletionStage<Map<Map<String, ?>, Map<String, Object>>> read(
            String connector, Collection<? extends Map<String, ?>> partitions);

    /** All offsets of a connector. */
    CompletionStage<Map<Map<String, Object>, Map<String, Object>>> all(String connector);
}
