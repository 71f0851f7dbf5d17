package io.penstock.core.task.run;

import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.kafka.Topics;
import io.penstock.core.pipeline.deadletter.DeadLetterPort;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends dead letters through a task's own producer. Thread-safe. */
final class KafkaDeadLetters implements DeadLetterPort {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaDeadLetters.class);

    /** A letter is larger than its record by the reason, so a record that just fits its topic needs room in this one. */
    private static final String MAX_MESSAGE_BYTES = Integer.toString(8 << 20);

    /** A letter has the time of its record: by the usual retention that of an old record would be deleted at once. */
    private static final String FOR_EVER = "-1";

    private final Producer<byte[], byte[]> producer;

    KafkaDeadLetters(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Creates the topic with one partition when it is missing (Apache: {@code DeadLetterQueueReporter}). */
    static void ensureTopic(DeadLetterSettings settings, Admin admin) {
        var topics = new Topics(admin);
        try {
            if (!topics.exists(settings.topic()) && create(settings, topics)) {
                LOG.info("Created the dead letter topic '{}'", settings.topic());
            }
        } catch (ConnectException e) {
            throw new ConnectException(
                    "Could not initialize dead letter queue with topic=" + settings.topic() + ": " + e.getMessage()
                            + ". Create the topic beforehand, or set errors.deadletterqueue.topic.replication.factor to"
                            + " no more than the number of brokers",
                    e);
        }
    }

    private static boolean create(DeadLetterSettings settings, Topics topics) {
        var topic = new NewTopic(settings.topic(), 1, settings.replicationFactor());
        try {
            return topics.create(topic.configs(Map.of(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_MESSAGE_BYTES,
                    TopicConfig.RETENTION_MS_CONFIG, FOR_EVER,
                    TopicConfig.RETENTION_BYTES_CONFIG, FOR_EVER)));
        } catch (ConnectException e) {
            if (e.getCause() instanceof PolicyViolationException
                    || e.getCause() instanceof InvalidConfigurationException) {
                return topics.create(topic.configs(Map.of()));
            }
            throw e;
        }
    }

    @Override
    public CompletionStage<Void> send(ProducerRecord<byte[], byte[]> letter) {
        var sent = new CompletableFuture<Void>();
        try {
            var unused = producer.send(letter, (metadata, error) -> {
                if (error == null) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(error);
                }
            });
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }
}
