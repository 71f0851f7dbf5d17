package io.penstock.rest.resource;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests once the worker has, without a thread waiting for it. An answer is written on the server's executor,
 * since stages complete on a thread of the worker's. Thread-safe.
 */
public final class Answers {

    /** So many answers may be written by threads that wait. */
    private static final int MOST_STREAMS = 4;

    private final Executor executor;
    private final long timeoutMs;
    private final ExecutorService streams = streams();
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

    private static ExecutorService streams() {
        AtomicInteger numbers = new AtomicInteger();
        return new ThreadPoolExecutor(0, MOST_STREAMS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "penstock-rest-export-" + numbers.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(Answers.class.getClassLoader());
            return thread;
        });
    }

    /**
     * Answers with what the stage brings, with its failure, or with a timeout.
     *
     * @param view turns the value into an entity or a {@link jakarta.ws.rs.core.Response}
     */
    <T> void send(AsyncResponse answer, CompletionStage<T> stage, Function<? super T, ?> view) {
        send(answer, stage, () -> false, view);
    }

    /** As {@link #send}, for an answer that is made while it is written: by a thread that may wait. */
    <T> void stream(AsyncResponse answer, CompletionStage<T> stage, Function<? super T, ?> view) {
        begin(answer, () -> false);
        var unused = stage.whenComplete((value, failure) -> {
            try {
                streams.execute(() -> answer(answer, value, failure, view));
            } catch (RejectedExecutionException e) {
                fail(
                        answer,
                        ErrorCode.UNAVAILABLE.of("Only " + MOST_STREAMS
                                + " exports are served at one time; try again when another one is through"));
            }
        });
    }

    /**
     * As {@link #send}, for a write that is taken back when it takes too long: what has not begun by then never will.
     *
     * @param order the write
     * @param then what is done with its result before it is shown
     */
    <S, T> void order(
            AsyncResponse answer,
            CompletionStage<S> order,
            Function<? super S, CompletionStage<T>> then,
            Function<? super T, ?> view) {
        send(answer, order.thenCompose(then), () -> order.toCompletableFuture().cancel(false), view);
    }

    private <T> void send(
            AsyncResponse answer, CompletionStage<T> stage, BooleanSupplier takeBack, Function<? super T, ?> view) {
        boolean known = stage instanceof CompletableFuture<T> future && future.isDone();
        if (!known) {
            begin(answer, takeBack);
        }
        stage.whenCompleteAsync(
                (value, failure) -> answer(answer, value, failure, view), known ? Runnable::run : executor);
    }

    private void begin(AsyncResponse answer, BooleanSupplier takeBack) {
        pending.add(answer);
        answer.setTimeoutHandler(late -> fail(late, timeout(takeBack.getAsBoolean())));
        answer.setTimeout(timeoutMs, TimeUnit.MILLISECONDS);
    }

    private WorkerException timeout(boolean takenBack) {
        return ErrorCode.TIMEOUT.of("Request timed out. The worker has not answered within " + timeoutMs + " ms; "
                + (takenBack ? "nothing was changed" : "it may still do what was asked for")
                + ". GET /health says whether it works.");
    }

    private <T> void answer(AsyncResponse answer, T value, @Nullable Throwable failure, Function<? super T, ?> view) {
        if (failure == null) {
            succeed(answer, value, view);
        } else if (!(failure instanceof CancellationException || failure.getCause() instanceof CancellationException)) {
            // Whoever took an order back says so to the client.
            fail(answer, failure);
        }
    }

    /** Answers whatever still waits, since the worker is about to go away. */
    public void abandon() {
        streams.shutdownNow();
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
