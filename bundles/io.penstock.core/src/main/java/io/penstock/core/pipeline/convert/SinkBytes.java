package io.penstock.core.pipeline.convert;

import io.penstock.core.pipeline.ConsumedRecord;
import io.penstock.core.plugin.PluginScope;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The bytes of a sink record: those it was made from, or, when the task made it itself, those that the connector's
 * converters make of it (Apache: {@code WorkerErrantRecordReporter}). May be used from any thread on which the
 * converters may be.
 */
public final class SinkBytes {

    private final Converters converters;

    /** Takes the connector's converters. */
    public SinkBytes(Converters converters) {
        this.converters = converters;
    }

    /** The record as it was consumed, or as it would have been. */
    public ConsumerRecord<byte[], byte[]> of(SinkRecord record) {
        return record instanceof ConsumedRecord known ? known.consumed() : serialize(record);
    }

    private ConsumerRecord<byte[], byte[]> serialize(SinkRecord record) {
        String topic = record.topic();
        byte[] key;
        byte[] value;
        try (PluginScope scope = PluginScope.enter(converters.key().loader())) {
            key = converters.key().instance().fromConnectData(topic, record.keySchema(), record.key());
        }
        try (PluginScope scope = PluginScope.enter(converters.value().loader())) {
            value = converters.value().instance().fromConnectData(topic, record.valueSchema(), record.value());
        }
        Long timestamp = record.timestamp();
        return new ConsumerRecord<>(
                topic,
                record.kafkaPartition(),
                record.kafkaOffset(),
                timestamp == null ? ConsumerRecord.NO_TIMESTAMP : timestamp,
                record.timestampType(),
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                headers(record),
                Optional.empty());
    }

    private RecordHeaders headers(SinkRecord record) {
        var result = new RecordHeaders();
        try (PluginScope scope = PluginScope.enter(converters.header().loader())) {
            for (Header header : record.headers()) {
                byte[] bytes = converters
                        .header()
                        .instance()
                        .fromConnectHeader(record.topic(), header.key(), header.schema(), header.value());
                result.add(header.key(), bytes);
            }
        }
        return result;
    }
}
