package io.penstock.itests.architecture.probe;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Touches Kafka's configuration classes on the calling thread, whatever its context class loader. */
public final class ClientConfigProbe implements Callable<List<String>> {

    /** Made by the test through the framework. */
    public ClientConfigProbe() {}

    @Override
    public List<String> call() {
        ProducerConfig producer = new ProducerConfig(Map.of(
                "bootstrap.servers", "localhost:9092",
                "key.serializer", ByteArraySerializer.class,
                "value.serializer", ByteArraySerializer.class));
        ConsumerConfig consumer = new ConsumerConfig(Map.of(
                "bootstrap.servers", "localhost:9092",
                "key.deserializer", ByteArrayDeserializer.class,
                "value.deserializer", ByteArrayDeserializer.class));
        AdminClientConfig admin = new AdminClientConfig(Map.of("bootstrap.servers", "localhost:9092"));
        return List.of(
                producer.getClass("sasl.oauthbearer.jwt.retriever.class").getName(),
                consumer.getClass("sasl.oauthbearer.jwt.retriever.class").getName(),
                admin.getClass("sasl.oauthbearer.jwt.retriever.class").getName());
    }
}
