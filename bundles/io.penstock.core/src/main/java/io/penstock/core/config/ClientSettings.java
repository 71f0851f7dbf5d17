package io.penstock.core.config;

import java.util.Map;

/**
 * Complete settings of the Kafka clients of one connector: the framework's defaults, then the worker's {@code producer.},
 * {@code consumer.}, {@code admin.} keys, then the connector's overrides (Apache: {@code Worker.*Configs}). Hold secrets.
 */
public interface ClientSettings {

    /** The source producer of a task; client id {@code connector-producer-<connector>-<task>}. */
    Map<String, Object> producer(int task);

    /** The sink consumer of a task; client id {@code connector-consumer-<connector>-<task>}. */
    Map<String, Object> consumer(int task);

    /** The admin client that creates a source task's topics; client id {@code connector-adminclient-...}. */
    Map<String, Object> topicAdmin(int task);

    /** The producer of a task's dead letters; client id {@code connector-dlq-producer-...}. */
    Map<String, Object> deadLetterProducer(int task);

    /** The admin client that creates the dead letter topic; client id {@code connector-dlq-adminclient-...}. */
    Map<String, Object> deadLetterAdmin(int task);

    /** The admin client that reads and changes a sink's offsets; client id {@code connector-worker-adminclient-<connector>}. */
    Map<String, Object> offsetsAdmin();
}
