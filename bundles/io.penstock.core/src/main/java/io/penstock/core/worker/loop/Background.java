package io.penstock.core.worker.loop;

import io.penstock.api.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for plugin code that is not a connector's or a task's own: validation, config providers. Each call has a
 * deadline; one that misses it is interrupted and its caller goes on. Thread-safe.
 */
public final class Background implements Executor, AutoCloseable {

    private static final int MOST_THREADS = 64;

    private final AtomicInteger numbers = new AtomicInteger();
    private final ExecutorService executor;

    /** A pool that has no thread yet. */
    public Background() {
        executor = new ThreadPoolExecutor(0, MOST_THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "penstock-plugin-call-" + numbers.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(Background.class.getClassLoader());
            return thread;
        });
    }

    /** Runs something; when the pool is exhausted by calls that hang, fails with RejectedExecutionException. */
    @Override
    public void execute(Runnable command) {
        executor.execute(command);
    }

    /**
     * Runs something within a deadline.
     *
     * @param what names it for the message: {@code validating the configuration of orders}
     * @return fails with what it throws, or with TIMEOUT, or with UNAVAILABLE when too many calls hang already
     */
    public <T> CompletionStage<T> call(String what, Duration atMost, Callable<T> command) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            Future<?> running = executor.submit(() -> {
                try {
                    result.complete(command.call());
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            });
            CompletableFuture<T> bounded = result.orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return bounded.exceptionallyCompose(failure -> {
                if (failure instanceof java.util.concurrent.TimeoutException) {
                    running.cancel(true);
                    return CompletableFuture.failedFuture(ErrorCode.TIMEOUT.of(
                            "Timed out after " + atMost.toMillis() + " ms while " + what
                                    + ". The plugin's code did not return; nothing was changed",
                            failure));
                }
                return CompletableFuture.failedFuture(failure);
            });
        } catch (RejectedExecutionException e) {
            if (executor.isShutdown()) {
                return CompletableFuture.failedFuture(ErrorCode.UNAVAILABLE.of("The worker is stopping", e));
            }
            return CompletableFuture.failedFuture(ErrorCode.UNAVAILABLE.of(
                    "Too many calls into plugins do not return (" + MOST_THREADS + "); not started: " + what, e));
        }
    }

    /** Interrupts what runs and takes nothing more. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
