package io.penstock.core.pipeline.transform;

import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.Part;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.pipeline.tolerance.Step;
import io.penstock.core.plugin.PluginScope;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One transform, guarded by a predicate or not (Apache: {@code TransformationStage}). A failure of the predicate counts
 * as one of the transform. Belongs to one task's thread.
 *
 * @param <R> kind of record
 */
public final class TransformLink<R extends ConnectRecord<R>> {

    private final Part<Transformation<R>> transform;
    private final @Nullable Part<Predicate<R>> predicate;
    private final boolean negate;
    private final Step<R, R> apply;
    private boolean[] chosen = new boolean[0];

    /**
     * Makes a link.
     *
     * @param predicate chooses the records that the transform is applied to; null for all
     * @param negate whether those are chosen for which the predicate does not hold
     */
    public TransformLink(Part<Transformation<R>> transform, @Nullable Part<Predicate<R>> predicate, boolean negate) {
        this.transform = transform;
        this.predicate = predicate;
        this.negate = negate;
        this.apply = new Apply<>(transform);
    }

    /** Applies the transform to all open slots. */
    void apply(Batch<?, R> batch, Guard guard) {
        boolean[] only = predicate == null ? null : choose(batch, guard, predicate);
        try (PluginScope scope = PluginScope.enter(transform.loader())) {
            for (int i = 0; i < batch.end(); i++) {
                if (!batch.open(i) || (only != null && !only[i])) {
                    continue;
                }
                R result = guard.run(batch, i, apply, batch.record(i));
                if (result != null) {
                    batch.set(i, result);
                } else if (i < batch.end() && batch.open(i)) {
                    batch.drop(i);
                }
            }
        }
    }

    private boolean[] choose(Batch<?, R> batch, Guard guard, Part<Predicate<R>> by) {
        if (chosen.length < batch.end()) {
            chosen = new boolean[batch.end()];
        }
        var test = new Test<>(by.instance(), transform.className());
        try (PluginScope scope = PluginScope.enter(by.loader())) {
            for (int i = 0; i < batch.end(); i++) {
                if (batch.open(i)) {
                    Boolean holds = guard.run(batch, i, test, batch.record(i));
                    chosen[i] = holds != null && holds != negate;
                }
            }
        }
        return chosen;
    }

    private record Apply<R extends ConnectRecord<R>>(Part<Transformation<R>> transform) implements Step<R, R> {

        @Override
        public @Nullable R apply(R in) {
            return transform.instance().apply(in);
        }

        @Override
        public Stage stage() {
            return Stage.TRANSFORMATION;
        }

        @Override
        public String executing() {
            return transform.className();
        }
    }

    private record Test<R extends ConnectRecord<R>>(Predicate<R> predicate, String executing)
            implements Step<R, Boolean> {

        @Override
        public Boolean apply(R in) {
            return predicate.test(in);
        }

        @Override
        public Stage stage() {
            return Stage.TRANSFORMATION;
        }
    }
}
