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

    /** The consumer that reads dead letters and their audit, in no group; client id {@code connector-dlq-consumer-<connector>}. */
    Map<String, Object> letterConsumer();

    /**
     * The producer of what replays write: records, and letters that failed again; client id {@code
     * connector-replay-producer-<connector>}. It does not wait for a broker for ever, as those of tasks do.
     */
    Map<String, Object> replayProducer();

    /** The producer of the audit of replays; client id {@code connector-audit-producer-<connector>}. */
    Map<String, Object> auditProducer();

    /** The admin client of replays; client id {@code connector-replay-adminclient-<connector>}. */
    Map<String, Object> replayAdmin();
}
