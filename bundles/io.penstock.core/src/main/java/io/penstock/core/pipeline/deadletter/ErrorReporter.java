package io.penstock.core.pipeline.deadletter;

import io.penstock.core.pipeline.Outcome.Failed;
import java.util.concurrent.CompletionStage;

/**
 * Tells somebody of failed records. Thread-safe: a sink task may report from threads of its own.
 *
 * @param <I> the record as it came into the record path
 */
@FunctionalInterface
public interface ErrorReporter<I> {

    /** Reports; the stage completes when the report is safe. */
    CompletionStage<Void> report(Failed<?> failed, I original);
}
