package io.penstock.core.pipeline;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A sink record that remembers the bytes it was made from, so that it can become a dead letter even after the task has
 * taken it (Apache: {@code InternalSinkRecord}). Its original coordinates (KIP-793) are those of the consumed record,
 * whatever a transform does.
 */
public final class ConsumedRecord extends SinkRecord {

    private final ConsumerRecord<byte[], byte[]> consumed;

    /** Makes the record that the converters saw. */
    public ConsumedRecord(
            ConsumerRecord<byte[], byte[]> consumed,
            SchemaAndValue key,
            SchemaAndValue value,
            @Nullable Long timestamp,
            @Nullable Iterable<Header> headers) {
        super(
                consumed.topic(),
                consumed.partition(),
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                consumed.offset(),
                timestamp,
                consumed.timestampType(),
                headers,
                consumed.topic(),
                consumed.partition(),
                consumed.offset());
        this.consumed = consumed;
    }

    private ConsumedRecord(ConsumerRecord<byte[], byte[]> consumed, SinkRecord like) {
        super(
                like.topic(),
                like.kafkaPartition(),
                like.keySchema(),
                like.key(),
                like.valueSchema(),
                like.value(),
                like.kafkaOffset(),
                like.timestamp(),
                like.timestampType(),
                like.headers(),
                consumed.topic(),
                consumed.partition(),
                consumed.offset());
        this.consumed = consumed;
    }

    /** The record itself, or one like it when a transform made it from scratch and so lost where it came from. */
    public static ConsumedRecord of(ConsumerRecord<byte[], byte[]> consumed, SinkRecord record) {
        return record instanceof ConsumedRecord known ? known : new ConsumedRecord(consumed, record);
    }

    /** The record as it was consumed. */
    public ConsumerRecord<byte[], byte[]> consumed() {
        return consumed;
    }

    @Override
    public SinkRecord newRecord(
            String topic,
            @Nullable Integer partition,
            @Nullable Schema keySchema,
            @Nullable Object key,
            @Nullable Schema valueSchema,
            @Nullable Object value,
            @Nullable Long timestamp,
            @Nullable Iterable<Header> headers) {
        // The superclass makes a plain record out of these; only its coordinates and bytes are added here.
        return new ConsumedRecord(
                consumed,
                super.newRecord(
                        topic,
                        partition == null ? consumed.partition() : partition,
                        keySchema,
                        key,
                        valueSchema,
                        value,
                        timestamp,
                        headers));
    }

    /** Two records are equal when they are equal as sink records. */
    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
