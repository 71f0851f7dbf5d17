package io.penstock.core.pipeline.deadletter;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How a failed record is written into the dead letter topic.
 *
 * @param <I> the record as it came into the record path
 */
interface LetterForm<I> {

    /** The letter, without its reason. */
    ProducerRecord<byte[], byte[]> write(String topic, I record);

    /** Where the record came from. */
    Origin origin(I record);

    /**
     * Where a record came from.
     *
     * @param topic Kafka's topic that it is from, or for
     * @param partition Kafka's or the source's
     * @param offset Kafka's or the source's
     */
    record Origin(String topic, String partition, String offset) {}
}
