package io.penstock.core.worker.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;

/** Looks at stages that fail. */
final class Failures {

    private Failures() {}

    /** Waits for a stage that has to fail with this code. */
    static AbstractThrowableAssert<?, ? extends Throwable> assertFailure(CompletionStage<?> stage, ErrorCode code) {
        Throwable failure =
                Assertions.catchThrowable(() -> stage.toCompletableFuture().join());
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        assertThat(failure).isInstanceOfSatisfying(WorkerException.class, e -> assertThat(e.code())
                .as(e.getMessage())
                .isEqualTo(code));
        return assertThat(failure);
    }
}
