package io.penstock.core.pipeline.tolerance;

import io.penstock.core.config.FloodLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Ends the tolerance when too many records fail, so that a mistake does not empty a topic into the dead letter queue.
 * Thread-safe; costs one call for a batch of good records.
 *
 * <p>Failures on the way through the record path are counted in the order of the records. Those that come to light
 * later, in {@code put()} or from the producer, count for the window when they come to light, and as a row of their own.
 */
public final class FailureLimit {

    private final FloodLimits limits;
    private final long most;
    private final Deque<Long> failures = new ArrayDeque<>();
    private long seen;
    private long lastFailure = -1;
    private int row;
    private volatile int lateRow;

    /** A limit that has seen nothing yet. */
    public FailureLimit(FloodLimits limits) {
        this.limits = limits;
        this.most = limits.rate() >= 1 ? Long.MAX_VALUE : (long) Math.floor(limits.rate() * limits.window());
    }

    /** So many records passed, or were dropped on purpose. */
    public synchronized void passed(int records) {
        seen += records;
    }

    /**
     * The next record failed on its way.
     *
     * @return null while that is tolerated, or what ends the task
     */
    public synchronized @Nullable ConnectException failed(Throwable error) {
        row = lastFailure == seen - 1 && lastFailure >= 0 ? row + 1 : 1;
        lastFailure = seen;
        seen++;
        return judge(lastFailure, row, error);
    }

    /**
     * A record failed that had passed before.
     *
     * @return null while that is tolerated, or what ends the task
     */
    public synchronized @Nullable ConnectException failedLate(Throwable error) {
        lateRow++;
        return judge(seen, lateRow, error);
    }

    /** A record arrived: those that fail late are not in a row with the ones before. */
    public void arrived() {
        if (lateRow != 0) {
            endLateRow();
        }
    }

    /** How many records in a row have failed late. */
    public int lateRow() {
        return lateRow;
    }

    private synchronized void endLateRow() {
        lateRow = 0;
    }

    private @Nullable ConnectException judge(long at, int inARow, Throwable error) {
        if (limits.maxConsecutive() >= 0 && inARow > limits.maxConsecutive()) {
            return exceeded(
                    inARow + " records in a row failed, and errors.tolerance.max.consecutive="
                            + limits.maxConsecutive(),
                    error);
        }
        if (most == Long.MAX_VALUE) {
            return null;
        }
        failures.addLast(at);
        while (failures.getFirst() <= at - limits.window()) {
            failures.removeFirst();
        }
        return failures.size() <= most
                ? null
                : exceeded(
                        failures.size() + " of the last " + limits.window()
                                + " records failed, and errors.tolerance.rate=" + limits.rate() + " tolerates " + most,
                        error);
    }

    private static ConnectException exceeded(String what, Throwable error) {
        return new ConnectException(
                Guard.EXCEEDED + ": " + what
                        + ". The record that failed last is not committed. Mend the cause, or raise"
                        + " the limit, and restart the task",
                error);
    }
}
