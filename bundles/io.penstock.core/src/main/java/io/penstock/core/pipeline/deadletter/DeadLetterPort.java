package io.penstock.core.pipeline.deadletter;

import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends dead letters. Thread-safe. */
@FunctionalInterface
public interface DeadLetterPort {

    /** Sends; the stage completes when Kafka has acknowledged the record. */
    CompletionStage<Void> send(ProducerRecord<byte[], byte[]> letter);
}
