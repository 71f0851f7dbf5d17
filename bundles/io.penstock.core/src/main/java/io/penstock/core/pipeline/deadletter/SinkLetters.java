package io.penstock.core.pipeline.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The form of a sink's dead letter: key, value, headers and timestamp as they were consumed, and no partition. */
final class SinkLetters implements LetterForm<ConsumerRecord<byte[], byte[]>> {

    @Override
    public ProducerRecord<byte[], byte[]> write(String topic, ConsumerRecord<byte[], byte[]> record) {
        Long timestamp = record.timestamp() == ConsumerRecord.NO_TIMESTAMP ? null : record.timestamp();
        return new ProducerRecord<>(topic, null, timestamp, record.key(), record.value(), record.headers());
    }

    @Override
    public Origin origin(ConsumerRecord<byte[], byte[]> record) {
        return new Origin(record.topic(), Integer.toString(record.partition()), Long.toString(record.offset()));
    }
}
