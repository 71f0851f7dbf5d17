package io.penstock.core.kafka;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Makes Kafka clients. Nothing else in the project constructs one: Kafka loads classes by the context class loader, and a
 * first touch under a foreign one poisons its configuration classes for the life of the framework.
 *
 * <p>Serializers are always those for byte arrays; the worker converts by itself.
 */
public interface KafkaClients {

    /** A producer of bytes; the config is complete but for the serializers. */
    Producer<byte[], byte[]> producer(Map<String, Object> config);

    /** A consumer of bytes; the config is complete but for the deserializers. */
    Consumer<byte[], byte[]> consumer(Map<String, Object> config);

    /** An admin client. */
    Admin admin(Map<String, Object> config);
}
