package io.penstock.core.pipeline.deadletter;

import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Outcome.Failed;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * All reporters of a task in order (Apache: {@code RetryWithToleranceOperator.report}). Counts the error; reports also
 * what is not tolerated.
 *
 * @param <I> the record as it came into the record path
 */
public final class ErrorReports<I> implements ErrorReporter<I> {

    private final List<ErrorReporter<I>> reporters;
    private final ErrorMetrics metrics;
    private final boolean tolerateAll;

    /** Makes the list. */
    public ErrorReports(List<ErrorReporter<I>> reporters, ErrorMetrics metrics, boolean tolerateAll) {
        this.reporters = List.copyOf(reporters);
        this.metrics = metrics;
        this.tolerateAll = tolerateAll;
    }

    @Override
    public CompletionStage<Void> report(Failed<?> failed, I original) {
        if (tolerateAll) {
            metrics.skip();
        }
        return reportLast(failed, original);
    }

    /** Reports the failure that ends the task: its record is not skipped. */
    public CompletionStage<Void> reportLast(Failed<?> failed, I original) {
        metrics.error();
        CompletableFuture<?>[] asked = new CompletableFuture<?>[reporters.size()];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = ask(reporters.get(i), failed, original).toCompletableFuture();
        }
        return CompletableFuture.allOf(asked);
    }

    /** Whether anybody hears of errors: a sink task gets a reporter then (Apache: {@code errantRecordReporter}). */
    public boolean isEmpty() {
        return reporters.isEmpty();
    }

    private CompletionStage<Void> ask(ErrorReporter<I> reporter, Failed<?> failed, I original) {
        try {
            return reporter.report(failed, original);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
