package io.penstock.core.kafka;

import io.penstock.core.plugin.PluginScope;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes real clients under the context class loader of kafka-clients' own bundle. The threads that a client starts
 * inherit that loader, so that no client keeps a plugin's loader alive (I7).
 */
public final class KafkaClientsImpl implements KafkaClients {

    /** Makes a factory; nothing is connected before a client is asked for. */
    public KafkaClientsImpl() {}

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> config) {
        try (PluginScope scope = kafka()) {
            return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        }
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        try (PluginScope scope = kafka()) {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
    }

    @Override
    public Admin admin(Map<String, Object> config) {
        try (PluginScope scope = kafka()) {
            return Admin.create(config);
        }
    }

    private static PluginScope kafka() {
        // A class literal does not initialise the class: the first touch of it happens inside the scope.
        return PluginScope.enter(ProducerConfig.class.getClassLoader());
    }
}
