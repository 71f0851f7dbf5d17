package io.penstock.core.worker.command;

import io.penstock.api.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A write that whoever asked for it may take back, by {@link #cancel}, until it begins. Thread-safe.
 *
 * @param <T> what it brings
 */
final class Order<T> extends CompletableFuture<T> {

    /** Whether it has begun or was taken back, whatever came first. */
    private final AtomicBoolean decided = new AtomicBoolean();

    /** Called right before anything is written. Throws when it was taken back. */
    void begin() {
        if (!decided.compareAndSet(false, true)) {
            throw ErrorCode.TIMEOUT.of("The request was taken back before anything was written");
        }
    }

    /** Takes it back. Returns whether nothing was written for it, nor ever will be. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return decided.compareAndSet(false, true) && super.cancel(mayInterruptIfRunning);
    }

    /** Completes as this stage does. */
    Order<T> follow(CompletionStage<T> outcome) {
        var unused = outcome.whenComplete((value, failure) -> {
            if (failure == null) {
                complete(value);
            } else {
                Throwable cause = failure.getCause();
                completeExceptionally(failure instanceof CompletionException && cause != null ? cause : failure);
            }
        });
        return this;
    }
}
