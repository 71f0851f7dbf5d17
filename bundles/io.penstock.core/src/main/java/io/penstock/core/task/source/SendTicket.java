package io.penstock.core.task.source;

import io.penstock.core.task.ledger.Ticket;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The one object that a record costs on its way: its ticket, which the producer calls back. */
final class SendTicket extends Ticket implements Callback {

    private final Produce owner;

    /** Let go of with the answer: tickets stay until all before them are settled, records need not. */
    private @Nullable SourceRecord record;

    SendTicket(Produce owner, SourceRecord record) {
        super(record.sourceOffset());
        this.owner = owner;
        this.record = record;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, @Nullable Exception error) {
        SourceRecord answered = record;
        if (answered != null) {
            record = null;
            owner.completed(this, answered, metadata, error);
        }
    }
}
