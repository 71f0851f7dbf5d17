package io.penstock.core.worker.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.core.config.key.ExtensionKeys;
import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.kafka.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic that says who replayed what: a JSON object for the start of each replay, for each letter, and for its end. It is
 * in Kafka, so it survives the worker and every worker sees it. Thread-safe but for its writer.
 */
final class AuditTopic {

    /** Field of all entries: {@code start}, {@code letter} or {@code end}. */
    static final String EVENT = "event";

    /** Field of all entries: the replay's id. */
    static final String REPLAY = "replay";

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(AuditTopic.class);

    private final Queue queue;
    private final KafkaClients clients;
    private final ObjectMapper json = new ObjectMapper();

    AuditTopic(Queue queue, KafkaClients clients) {
        this.queue = queue;
        this.clients = clients;
    }

    /**
     * Creates the topic when it is missing.
     *
     * @return what tells the present dead letter topic from an earlier one of that name
     */
    String prepare() {
        try (Admin admin = clients.admin(queue.settings().clients().replayAdmin())) {
            Topics topics = new Topics(admin);
            Uuid id = topics.id(queue.topic()).orElseThrow(queue::missing);
            if (!topics.exists(queue.auditTopic())) {
                create(topics);
            }
            return id.toString();
        }
    }

    /** What tells the present dead letter topic from an earlier one of that name; creates nothing. */
    static String queueId(Queue queue, KafkaClients clients) {
        try (Admin admin = clients.admin(queue.settings().clients().replayAdmin())) {
            return new Topics(admin)
                    .id(queue.topic())
                    .orElseThrow(queue::missing)
                    .toString();
        }
    }

    private void create(Topics topics) {
        NewTopic topic = new NewTopic(queue.auditTopic(), 1, queue.letters().replicationFactor())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG, "-1",
                        TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
        if (topics.create(topic)) {
            LOG.info("Created the topic '{}' for the audit of replays", queue.auditTopic());
        }
    }

    /** An entry as it stands in the topic; null fields are left out. */
    static Map<String, Object> entry(String event, String replay, @Nullable Object... fields) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(EVENT, event);
        entry.put(REPLAY, replay);
        add(entry, fields);
        return entry;
    }

    /** Adds fields, name and value in turn; null values are left out. */
    static void add(Map<String, Object> entry, @Nullable Object... fields) {
        for (int i = 0; i < fields.length; i += 2) {
            Object value = fields[i + 1];
            if (value != null) {
                entry.put(String.valueOf(fields[i]), value);
            }
        }
    }

    /** What a record of the topic says; empty when somebody else has written it. */
    Map<String, Object> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? Map.of() : json.readValue(record.value(), MAP);
        } catch (IOException e) {
            LOG.warn("{}-{}@{} is no entry of an audit", record.topic(), record.partition(), record.offset(), e);
            return Map.of();
        }
    }

    /** Opens a writer. */
    Writer writer() {
        return new Writer(clients.producer(queue.settings().clients().auditProducer()));
    }

    /** Writes entries. Belongs to one replay's thread. */
    final class Writer implements AutoCloseable {

        private final Producer<byte[], byte[]> producer;
        private final List<Future<?>> underWay = new ArrayList<>();

        private Writer(Producer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        void write(Map<String, Object> entry) {
            try {
                byte[] key = String.valueOf(entry.get(REPLAY)).getBytes(StandardCharsets.UTF_8);
                underWay.add(
                        producer.send(new ProducerRecord<>(queue.auditTopic(), key, json.writeValueAsBytes(entry))));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Waits until Kafka has acknowledged all that was written. */
        void await() throws InterruptedException {
            for (Future<?> each : underWay) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause() == null ? e : e.getCause();
                    throw new ConnectException(
                            "The audit of the replay could not be written to topic '" + queue.auditTopic() + "': "
                                    + cause.getMessage() + ". Mend the topic (" + ExtensionKeys.AUDIT_TOPIC
                                    + " names another one) and replay the remaining letters",
                            cause);
                }
            }
            underWay.clear();
        }

        @Override
        public void close() {
            producer.close(CLOSE);
        }
    }
}
