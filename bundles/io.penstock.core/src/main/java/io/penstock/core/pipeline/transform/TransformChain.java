package io.penstock.core.pipeline.transform;

import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.tolerance.Guard;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * The transforms in order; each sees the whole batch before the next one begins (Apache: {@code TransformationChain}).
 *
 * @param <R> kind of record
 */
public final class TransformChain<R extends ConnectRecord<R>> {

    private final List<TransformLink<R>> links;

    /** Makes a chain. */
    public TransformChain(List<TransformLink<R>> links) {
        this.links = List.copyOf(links);
    }

    /** Applies all transforms to all open slots. */
    public void apply(Batch<?, R> batch, Guard guard) {
        for (TransformLink<R> link : links) {
            link.apply(batch, guard);
        }
    }

    /** Whether there is no transform at all. */
    public boolean isEmpty() {
        return links.isEmpty();
    }
}
