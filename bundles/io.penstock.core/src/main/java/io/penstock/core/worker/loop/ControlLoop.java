package io.penstock.core.worker.loop;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the worker's control state (I2). Others send commands and get stages. No command may wait for
 * anything: plugin code, disk and network are elsewhere (I3).
 */
public final class ControlLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);

    private final ScheduledThreadPoolExecutor executor;
    private final Clock clock;
    private volatile @Nullable Thread owner;
    private volatile @Nullable Stage stage;

    /**
     * What the loop is doing.
     *
     * @param what for people
     * @param since when it began
     */
    public record Stage(String what, Instant since) {}

    /** A loop whose thread starts with the first command. */
    public ControlLoop(Clock clock) {
        this.clock = clock;
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "penstock-loop");
            thread.setContextClassLoader(ControlLoop.class.getClassLoader());
            owner = thread;
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Runs a command on the loop.
     *
     * @param what names it for diagnosis: {@code restarting connector orders}
     * @return completes with its result, or with the WorkerException that it threw; other exceptions become INTERNAL
     */
    public <T> CompletionStage<T> submit(String what, Callable<T> command) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                stage = new Stage(what, clock.instant());
                try {
                    result.complete(command.call());
                } catch (WorkerException e) {
                    result.completeExceptionally(e);
                } catch (Exception | Error e) {
                    LOG.error("The control loop failed while {}", what, e);
                    result.completeExceptionally(ErrorCode.INTERNAL.of("Failed while " + what + ": " + e, e));
                } finally {
                    stage = null;
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(ErrorCode.UNAVAILABLE.of("The worker is stopping", e));
        }
        return result;
    }

    /** Runs a command on the loop; nobody waits for it. Ignored when the loop has ended. */
    public void post(String what, Runnable command) {
        submit(what, () -> {
                    command.run();
                    return true;
                })
                .exceptionally(failure -> {
                    LOG.debug("Not done: {}", what, failure);
                    return false;
                });
    }

    /** Runs a command on the loop after a delay in ms, unless cancelled before. */
    public Timer schedule(String what, long delayMs, Runnable command) {
        try {
            ScheduledFuture<?> future =
                    executor.schedule(() -> post(what, command), Math.max(0, delayMs), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("The loop has ended; not scheduled: {}", what, e);
            return () -> {};
        }
    }

    /** What the loop is doing, empty when it is idle. Callable from any thread. */
    public Optional<Stage> stage() {
        return Optional.ofNullable(stage);
    }

    /** Fails when the calling thread is not the owner of the control state. */
    public void assertOwner() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("The worker's control state belongs to the thread penstock-loop, not to "
                    + Thread.currentThread().getName());
        }
    }

    /** Ends the loop after the commands that it has; waits for it at most ten seconds. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("The control loop did not end within 10 s; it is {}", stage);
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
