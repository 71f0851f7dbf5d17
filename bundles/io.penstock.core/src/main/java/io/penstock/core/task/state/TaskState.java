package io.penstock.core.task.state;

import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.core.pipeline.tolerance.StopSignal;
import io.penstock.core.task.TaskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The state of one task: its phase, the order that it has, the failure that came from another thread. Thread-safe; the
 * phase changes in {@link #become} alone, and what is published is published under the same lock, so that nothing is
 * after a fence (I5).
 */
public final class TaskState implements StopSignal {

    private final TaskListener listener;
    private final Consumer<State> metrics;
    private final AtomicReference<@Nullable Throwable> asyncFailure = new AtomicReference<>();
    private final List<Runnable> wakeUps = new ArrayList<>();
    private volatile Phase phase = Phase.STARTING;
    private volatile boolean pauseWanted;
    private volatile String activity = "starting";
    private volatile @Nullable String version;

    /**
     * Makes a state in phase STARTING.
     *
     * @param metrics hears of the same states as the listener
     */
    public TaskState(TaskListener listener, Consumer<State> metrics, TargetState initial) {
        this.listener = listener;
        this.metrics = metrics;
        this.pauseWanted = initial != TargetState.STARTED;
    }

    /** Changes the phase when the table allows it; tells whether it did. */
    public boolean become(Phase next) {
        return become(next, null);
    }

    /** Changes the phase when the table allows it, giving a cause; tells whether it did. */
    public synchronized boolean become(Phase next, @Nullable Throwable cause) {
        if (!phase.mayBecome(next)) {
            return false;
        }
        phase = next;
        notifyAll();
        State published = next.published();
        if (published != null) {
            metrics.accept(published);
            listener.state(published, version, cause);
        }
        return true;
    }

    /** The present phase. */
    public Phase phase() {
        return phase;
    }

    /** Whether the task is on its way out. */
    public boolean ending() {
        return phase.ending();
    }

    /** Whether the task was cut off. */
    public boolean fenced() {
        return phase == Phase.FENCED;
    }

    /** Whether something has failed, or the task was cut off: what it still does is in vain. */
    public boolean failing() {
        return asyncFailure.get() != null || phase == Phase.FAILED || phase == Phase.FENCED;
    }

    /** Runs an action that others see, such as a commit; not at all after the fence, and the fence waits for it. */
    public synchronized <T> @Nullable T unlessFenced(Supplier<T> action) {
        return fenced() ? null : action.get();
    }

    /** The version of the task's code, published with its states from now on. */
    public void version(String text) {
        version = text;
    }

    /** What the task's thread is about, for people. */
    public void doing(String what) {
        activity = what;
    }

    /** What the task's thread is about. */
    public String activity() {
        return activity;
    }

    /** Orders to pause or to go on. */
    public void target(TargetState target) {
        synchronized (this) {
            pauseWanted = target != TargetState.STARTED;
            notifyAll();
        }
        wake();
    }

    /** Whether the order is to pause. */
    public boolean pauseWanted() {
        return pauseWanted;
    }

    /** Orders to stop. */
    public void stop() {
        become(Phase.STOPPING);
        wake();
    }

    /** Something is to be called whenever an order or a failure comes, to end a wait in foreign code; at once. */
    public void onWake(Runnable wakeUp) {
        synchronized (wakeUps) {
            wakeUps.add(wakeUp);
        }
    }

    /** Lets the task fail because of something that happened on another thread; the first one counts. */
    public void fail(Throwable failure) {
        // A stage wraps what it failed with; people want to see the thing itself.
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        if (asyncFailure.compareAndSet(null, cause == null ? failure : cause)) {
            synchronized (this) {
                notifyAll();
            }
            wake();
        }
    }

    /** Throws what happened on another thread, if anything did. */
    public void check() {
        Throwable failure = asyncFailure.get();
        if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure != null) {
            throw new ConnectException(failure.getMessage(), failure);
        }
    }

    /** Waits until the order is no longer to pause; false when the task is to end. */
    public synchronized boolean awaitResume() throws InterruptedException {
        while (pauseWanted && !ending()) {
            wait();
        }
        return !ending();
    }

    @Override
    public synchronized boolean await(long ms) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        while (!ending() && asyncFailure.get() == null) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime() + 999_999);
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return ending() || asyncFailure.get() != null;
    }

    private void wake() {
        List<Runnable> calls;
        synchronized (wakeUps) {
            calls = List.copyOf(wakeUps);
        }
        calls.forEach(Runnable::run);
    }
}
