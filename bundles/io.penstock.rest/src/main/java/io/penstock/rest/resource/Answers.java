package io.penstock.rest.resource;

import io.penstock.api.ErrorCode;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests once the worker has, without a thread waiting for it. An answer is written on the server's executor,
 * since stages complete on a thread of the worker's. Thread-safe.
 */
public final class Answers {

    private final Executor executor;
    private final long timeoutMs;
    private final Set<AsyncResponse> pending = ConcurrentHashMap.newKeySet();

    /**
     * Nothing starts here.
     *
     * @param executor where answers are written
     * @param timeoutMs how long a request may take, in ms (Apache: {@code RestServer.DEFAULT_REST_REQUEST_TIMEOUT_MS})
     */
    public Answers(Executor executor, long timeoutMs) {
        this.executor = executor;
        this.timeoutMs = timeoutMs;
    }

    /**
     * Answers with what the stage brings, with its failure, or with a timeout.
     *
     * @param view turns the value into an entity or a {@link jakarta.ws.rs.core.Response}
     */
    <T> void send(AsyncResponse answer, CompletionStage<T> stage, Function<? super T, ?> view) {
        boolean known = stage instanceof CompletableFuture<T> future && future.isDone();
        if (!known) {
            pending.add(answer);
            answer.setTimeoutHandler(late -> fail(
                    late,
                    ErrorCode.TIMEOUT.of("Request timed out. The worker has not answered within " + timeoutMs
                            + " ms; it may still do what was asked for. GET /health says whether it works.")));
            answer.setTimeout(timeoutMs, TimeUnit.MILLISECONDS);
        }
        stage.whenCompleteAsync(
                (value, failure) -> answer(answer, value, failure, view), known ? Runnable::run : executor);
    }

    private <T> void answer(AsyncResponse answer, T value, @Nullable Throwable failure, Function<? super T, ?> view) {
        if (failure == null) {
            succeed(answer, value, view);
        } else {
            fail(answer, failure);
        }
    }

    /** Answers whatever still waits, since the worker is about to go away. */
    public void abandon() {
        pending.forEach(answer ->
                fail(answer, ErrorCode.UNAVAILABLE.of("The worker stops; the request may have been carried out.")));
    }

    private <T> void succeed(AsyncResponse answer, T value, Function<? super T, ?> view) {
        Object entity;
        try {
            entity = view.apply(value);
        } catch (RuntimeException e) {
            fail(answer, e);
            return;
        }
        pending.remove(answer);
        answer.resume(entity);
    }

    private void fail(AsyncResponse answer, Throwable failure) {
        pending.remove(answer);
        answer.resume(failure);
    }
}
