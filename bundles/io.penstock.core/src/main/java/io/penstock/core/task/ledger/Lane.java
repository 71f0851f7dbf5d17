package io.penstock.core.task.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of one source partition in the order in which the task returned the records: a list whose tail belongs to
 * the task's thread and whose head belongs to the ledger's lock.
 */
final class Lane {

    /** A copy: connectors use their maps again. Null for records without a source partition, which have no offsets. */
    final @Nullable Map<String, ?> partition;

    /** Whether it is in the ledger's list of busy lanes; the task's thread only. */
    boolean busy;

    private Ticket tail;
    private Ticket settled;

    Lane(@Nullable Map<String, ?> partition) {
        this.partition = partition;
        this.settled = new Ticket(null);
        this.tail = settled;
    }

    /** Adds a ticket; the task's thread only. */
    void append(Ticket ticket) {
        tail.next(ticket);
        tail = ticket;
    }

    /** Moves past all settled tickets at the head, counting them; under the ledger's lock. Tells whether it moved. */
    boolean advance(Counts counts) {
        boolean moved = false;
        for (Ticket ticket = settled.next(); ticket != null; ticket = settled.next()) {
            byte fate = ticket.fate();
            if (fate == Ticket.ACKED) {
                counts.acked++;
            } else if (fate == Ticket.SKIPPED) {
                counts.skipped++;
            } else {
                break;
            }
            settled = ticket;
            moved = true;
        }
        return moved;
    }

    /** The offset of the last settled record. */
    @Nullable Map<String, ?> offset() {
        return settled.offset;
    }

    /** Whether every ticket is settled; under the ledger's lock. */
    boolean idle() {
        return settled.next() == null;
    }

    /** Whether the fate of a ticket is still unknown; under the ledger's lock. */
    boolean waiting() {
        for (Ticket ticket = settled.next(); ticket != null; ticket = ticket.next()) {
            if (ticket.fate() == Ticket.OPEN) {
                return true;
            }
        }
        return false;
    }

    /** What a walk over the lanes has found. */
    static final class Counts {
        long acked;
        long skipped;
    }
}
