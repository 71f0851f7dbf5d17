package io.penstock.core.plugin;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the open leases of one plugin and lets its departure wait for the last one. Thread-safe. */
final class LeaseCount {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    private int open;
    private boolean leaving;

    /** Opens a lease, unless the plugin is leaving. */
    boolean open() {
        lock.lock();
        try {
            if (leaving) {
                return false;
            }
            open++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Closes a lease. */
    void close() {
        lock.lock();
        try {
            open--;
            if (open == 0) {
                drained.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is leased. */
    void leave() {
        lock.lock();
        try {
            leaving = true;
        } finally {
            lock.unlock();
        }
    }

    int count() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no lease is open. Returns false when it took longer than allowed, or the thread was interrupted. */
    boolean awaitDrained(Duration atMost) {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            while (open > 0) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = drained.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return count() + (leaving ? " open, leaving" : " open");
    }

    /** For messages: how long a departure may take. */
    static String seconds(Duration duration) {
        return TimeUnit.MILLISECONDS.toSeconds(duration.toMillis()) + " s";
    }
}
