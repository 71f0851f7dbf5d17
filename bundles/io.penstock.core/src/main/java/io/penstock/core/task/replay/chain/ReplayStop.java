package io.penstock.core.task.replay.chain;

import io.penstock.core.pipeline.tolerance.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The order to a replay to end, with its reason. The first reason counts. Thread-safe. */
public final class ReplayStop implements StopSignal {

    private static final long SLICE_MS = 100;

    private final List<Runnable> wakeUps = new ArrayList<>();
    private @Nullable String reason;

    /** Gives the order; false when it was given before. */
    public boolean order(String why) {
        List<Runnable> calls;
        synchronized (this) {
            if (reason != null) {
                return false;
            }
            reason = why;
            notifyAll();
            calls = List.copyOf(wakeUps);
        }
        calls.forEach(Runnable::run);
        return true;
    }

    /** Something is to be called when the order comes, to end a wait in foreign code; at once. */
    public void onOrder(Runnable wakeUp) {
        synchronized (this) {
            wakeUps.add(wakeUp);
            if (reason == null) {
                return;
            }
        }
        wakeUp.run();
    }

    /** Why it is to end; null when it is not. */
    public synchronized @Nullable String reason() {
        return reason;
    }

    /** Whether it is to end. */
    public boolean ordered() {
        return reason() != null;
    }

    @Override
    public synchronized boolean await(long ms) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        while (reason == null) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime() + 999_999);
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /**
     * Waits for Kafka's answer, which comes within a client's own timeout; once the order is given, only as long as a
     * broker takes that is well.
     *
     * @throws ExecutionException what it failed with
     * @throws TimeoutException when the order was given and it did not come
     */
    public <T> T answer(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        long left = TimeUnit.SECONDS.toMillis(5);
        while (left > 0) {
            try {
                return future.get(SLICE_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                left -= ordered() ? SLICE_MS : 0;
            }
        }
        throw new TimeoutException("Kafka has not answered, and the replay is to end: " + reason());
    }
}
