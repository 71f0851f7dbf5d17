package io.penstock.core.task.ledger;

import java.lang.invoke.VarHandle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claim of one source record on its source partition's ledger lane. Opened on the task's thread, settled on whatever
 * thread hears of the record's fate. Whoever waits for that fate extends it, so a record costs one object.
 */
public class Ticket {

    static final byte OPEN = 0;
    static final byte ACKED = 1;
    static final byte SKIPPED = 2;
    static final byte LOST = 3;

    final @Nullable Map<String, ?> offset;

    // Both fields are written by one thread and read by another once per record. Release and acquire are all that it
    // takes, and unlike a volatile write they cost nothing on common processors.
    private @Nullable Ticket next;
    private byte fate;

    /** An open ticket for a record with this source offset. */
    protected Ticket(@Nullable Map<String, ?> offset) {
        this.offset = offset;
    }

    /** The record is safe in Kafka. */
    public final void acked() {
        settle(ACKED);
    }

    /** The record was dropped on purpose, and its report, if there was one, is safe. */
    public final void skipped() {
        settle(SKIPPED);
    }

    /** The record will never be safe: no offset of its lane moves past it. */
    public final void lost() {
        settle(LOST);
    }

    final byte fate() {
        byte read = fate;
        VarHandle.acquireFence();
        return read;
    }

    final @Nullable Ticket next() {
        Ticket read = next;
        VarHandle.acquireFence();
        return read;
    }

    final void next(Ticket ticket) {
        VarHandle.releaseFence();
        next = ticket;
    }

    private void settle(byte as) {
        VarHandle.releaseFence();
        fate = as;
    }
}
