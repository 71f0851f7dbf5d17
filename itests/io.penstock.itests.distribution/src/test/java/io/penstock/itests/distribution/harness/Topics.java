package io.penstock.itests.distribution.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What is in a Kafka cluster. */
public final class Topics implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 60;

    private final Map<String, Object> connection;
    private final Admin admin;

    public Topics(String bootstrapServers) {
        connection = Map.of("bootstrap.servers", bootstrapServers);
        admin = Admin.create(connection);
    }

    public void create(String topic, int partitions) {
        get(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
    }

    public void create(String topic, int partitions, Map<String, String> configs) {
        get(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(configs)))
                .all());
    }

    /** Where each partition of the topic ends; empty when there is no such topic. */
    public Map<TopicPartition, Long> ends(String topic) {
        Optional<TopicDescription> description = describe(topic);
        if (description.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> latest = description.get().partitions().stream()
                .collect(Collectors.toMap(p -> new TopicPartition(topic, p.partition()), p -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(latest).all()).forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    /** How many records were ever written to the topic; 0 when there is no such topic. */
    public long count(String topic) {
        return ends(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    public Optional<TopicDescription> describe(String topic) {
        try {
            return Optional.of(
                    get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /** A setting of a topic. */
    public String setting(String topic, String key) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return get(admin.describeConfigs(List.of(resource)).all())
                .get(resource)
                .get(key)
                .value();
    }

    /** Changes a setting of a topic and waits until the broker goes by it. */
    public void configure(String topic, String key, String value) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        get(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
        Waiting.soon(key + " of " + topic).until(() -> setting(topic, key).equals(value));
    }

    /** Takes the right to write to a topic from everybody, and no other right, on a broker that has an authorizer. */
    public void forbidWriting(String topic) {
        get(admin.createAcls(List.of(
                        acl(topic, AclOperation.ALL, AclPermissionType.ALLOW),
                        acl(topic, AclOperation.WRITE, AclPermissionType.DENY)))
                .all());
        Waiting.soon("nobody may write to " + topic).until(() -> !mayWrite(topic));
    }

    /** Gives that right back. */
    public void permitWriting(String topic) {
        get(admin.deleteAcls(List.of(
                        acl(topic, AclOperation.WRITE, AclPermissionType.DENY).toFilter()))
                .all());
        Waiting.soon("everybody may write to " + topic).until(() -> mayWrite(topic));
    }

    private boolean mayWrite(String topic) {
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        return get(admin.describeTopics(List.of(topic), options).allTopicNames())
                .get(topic)
                .authorizedOperations()
                .contains(AclOperation.WRITE);
    }

    private static AclBinding acl(String topic, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", operation, permission));
    }

    /** What a consumer group has committed of a topic, summed up. */
    public long committed(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return offsets.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** Everything that is in the topic now, partition by partition in its order. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        read(topic, records::add);
        return records;
    }

    /** The same, without keeping it. */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> ends = new HashMap<>(ends(topic));
        ends.values().removeIf(end -> end == 0);
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("enable.auto.commit", "false");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * TIMEOUT_SECONDS);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("The topic " + topic + " could not be read to its end: " + ends);
                }
            }
        }
    }

    /** Writes records and waits until the broker has them. A null value is a tombstone. */
    public void send(String topic, List<String> values) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(connection, new StringSerializer(), new StringSerializer())) {
            values.forEach(value -> producer.send(new ProducerRecord<>(topic, value)));
            producer.flush();
        }
    }

    /** The same for records with keys and headers. */
    public void sendRecords(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer())) {
            records.forEach(producer::send);
            producer.flush();
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
