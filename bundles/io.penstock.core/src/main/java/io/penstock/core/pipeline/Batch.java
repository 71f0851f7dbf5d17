package io.penstock.core.pipeline;

import io.penstock.core.pipeline.Outcome.Dropped;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Outcome.Passed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way through the stages, each in a slot of its own. The stages work in turn on all open slots, so a
 * plugin's scope is entered once for the batch. Belongs to one task's thread and is filled again and again.
 *
 * <p>A batch may end early: at the first failure when failures are not tolerated, or where a stop broke into a retry.
 * The slots before the end are good and are delivered.
 *
 * @param <I> the record that came in
 * @param <R> the record that it becomes
 */
public final class Batch<I, R> {

    private static final Outcome<?> DROPPED = new Dropped<>();

    private final int capacity;
    private @Nullable Object[] inputs;
    private @Nullable Object[] records;
    private @Nullable Outcome<?>[] settled;
    private int size;
    private int end;
    private @Nullable RuntimeException fatal;

    /**
     * Makes an empty batch.
     *
     * @param expected how many records it usually holds; it grows when there are more
     */
    public Batch(int expected) {
        capacity = expected;
        inputs = new Object[expected];
        records = new Object[expected];
        settled = new Outcome<?>[expected];
    }

    /** Forgets all records. */
    public void clear() {
        Arrays.fill(inputs, 0, size, null);
        Arrays.fill(records, 0, size, null);
        Arrays.fill(settled, 0, size, null);
        size = 0;
        end = 0;
        fatal = null;
    }

    /** Takes a record in. */
    public void add(I input) {
        if (size == inputs.length) {
            int larger = Math.max(capacity, size * 2);
            inputs = Arrays.copyOf(inputs, larger);
            records = Arrays.copyOf(records, larger);
            settled = Arrays.copyOf(settled, larger);
        }
        inputs[size++] = input;
        end = size;
    }

    /** How many records were taken in. */
    public int size() {
        return size;
    }

    /** The slots from here on are not processed. Equal to {@link #size()} unless the batch ended early. */
    public int end() {
        return end;
    }

    /** What came into a slot. */
    @SuppressWarnings("unchecked") // add() lets nothing else in
    public I input(int slot) {
        return (I) present(inputs[slot]);
    }

    /** What the record of an open slot has become so far. */
    @SuppressWarnings("unchecked") // set() lets nothing else in
    public R record(int slot) {
        return (R) present(records[slot]);
    }

    /** Sets what the record has become. */
    public void set(int slot, R record) {
        records[slot] = record;
    }

    /** Whether the record is still on its way. */
    public boolean open(int slot) {
        return settled[slot] == null;
    }

    /** A transform filtered the record. */
    public void drop(int slot) {
        settled[slot] = DROPPED;
    }

    /** The record failed and the batch goes on. */
    public void fail(int slot, Failed<R> failed) {
        settled[slot] = failed;
    }

    /** The record failed and that ends the batch: the error is thrown when the slots before it are delivered. */
    public void endAt(int slot, Failed<R> failed, RuntimeException error) {
        settled[slot] = failed;
        end = slot;
        fatal = error;
    }

    /** The record cannot go on, nor can the task, and no tolerance helps: as {@code endAt}, but nothing is reported. */
    public void endAt(int slot, RuntimeException error) {
        end = slot;
        fatal = error;
    }

    /** The batch ends before this record, which was not processed. */
    public void endBefore(int slot) {
        end = slot;
        fatal = null;
    }

    /** The error that ended the batch, or null. */
    public @Nullable RuntimeException fatal() {
        return fatal;
    }

    /** The failure of the record at the batch's end, or null when it did not end early or not by a record's failure. */
    @SuppressWarnings("unchecked") // a failure holds no R
    public @Nullable Failed<R> lastFailure() {
        return end < size && fatal != null && settled[end] instanceof Failed<?> failed ? (Failed<R>) failed : null;
    }

    /** What became of a record before the end. */
    @SuppressWarnings("unchecked") // an outcome that is not Passed holds no R
    public Outcome<R> outcome(int slot) {
        Outcome<?> outcome = settled[slot];
        return outcome == null ? new Passed<>(record(slot)) : (Outcome<R>) outcome;
    }

    private static Object present(@Nullable Object slot) {
        if (slot == null) {
            throw new IllegalStateException("This slot of the batch holds no record");
        }
        return slot;
    }
}
