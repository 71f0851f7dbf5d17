package io.penstock.core.worker.offset;

import io.penstock.api.ErrorCode;
import io.penstock.core.config.ClientSettings;
import io.penstock.core.kafka.ConsumerGroups;
import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.plugin.Resolution;
import io.penstock.core.worker.run.ConnectorConfigs;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.jspecify.annotations.Nullable;

/**
 * The offsets of sink connectors: those of their consumer groups, reached with the settings of the connector's admin client.
 * Blocks.
 */
final class SinkOffsets {

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final ConnectorConfigs reader;
    private final KafkaClients clients;

    SinkOffsets(ConnectorConfigs reader, KafkaClients clients) {
        this.reader = reader;
        this.clients = clients;
    }

    /** All offsets of the connector's group. */
    Map<TopicPartition, Long> read(Subject subject, String failure) {
        return ask(subject, failure, (groups, group) -> groups.offsets(group));
    }

    /**
     * Fails with BAD_REQUEST when one of the partitions that get an offset does not exist: Kafka would refuse that one only
     * and change the others.
     */
    void check(Subject subject, Map<TopicPartition, @Nullable Long> offsets) {
        Set<TopicPartition> kept = new HashSet<>(offsets.keySet());
        kept.removeIf(partition -> offsets.get(partition) == null);
        if (kept.isEmpty()) {
            return;
        }
        Set<String> unknown = ask(subject, altering(subject), (groups, group) -> groups.unknown(kept));
        if (!unknown.isEmpty()) {
            throw ErrorCode.BAD_REQUEST.of("The Kafka cluster has no topic partition " + String.join(", ", unknown)
                    + " (kafka_topic, kafka_partition) that connector " + subject.name()
                    + " could have an offset in; nothing was changed");
        }
    }

    /** Commits offsets for the group and deletes those that are null. */
    void alter(Subject subject, Map<TopicPartition, @Nullable Long> offsets) {
        Map<TopicPartition, Long> kept = new HashMap<>();
        Set<TopicPartition> forgotten = new HashSet<>();
        offsets.forEach((partition, offset) -> {
            if (offset == null) {
                forgotten.add(partition);
            } else {
                kept.put(partition, offset);
            }
        });
        ask(subject, altering(subject), (groups, group) -> {
            if (!kept.isEmpty()) {
                groups.commit(group, kept);
            }
            if (!forgotten.isEmpty()) {
                groups.forget(group, forgotten);
            }
            return group;
        });
    }

    private static String altering(Subject subject) {
        return "Failed to alter consumer group offsets for connector " + subject.name();
    }

    /** Deletes the group. */
    void reset(Subject subject) {
        ask(subject, "Failed to reset consumer group offsets for connector " + subject.name(), (groups, group) -> {
            groups.delete(group);
            return group;
        });
    }

    private <T> T ask(Subject subject, String failure, BiFunction<ConsumerGroups, String, T> question) {
        if (subject.plugin() instanceof Resolution.Found found) {
            reader.checkOverrides(subject.config(), found.plugin(), true);
        }
        ClientSettings settings =
                reader.settings(subject.config(), subject.type()).clients();
        String group = String.valueOf(settings.consumer(0).get(ConsumerConfig.GROUP_ID_CONFIG));
        Admin admin = admin(subject, settings, failure);
        try {
            return question.apply(new ConsumerGroups(admin), group);
        } catch (UnknownMemberIdException | GroupSubscribedToTopicException | GroupNotEmptyException e) {
            throw ErrorCode.CONFLICT.of(
                    failure
                            + " either because its tasks haven't stopped completely yet or the connector was resumed before"
                            + " the request to " + (e instanceof GroupNotEmptyException ? "reset" : "alter")
                            + " its offsets could be successfully completed. If the connector is in a stopped state, this"
                            + " operation can be safely retried. If it doesn't eventually succeed, the Connect cluster may"
                            + " need to be restarted to get rid of the zombie sink tasks.",
                    e);
        } catch (TimeoutException e) {
            throw ErrorCode.TIMEOUT.of(failure + ": the Kafka cluster did not answer in time: " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw ErrorCode.STORE_FAILED.of(
                    failure + ": " + e.getMessage() + " (consumer group " + group
                            + "). The connector's admin client has to be allowed to do that",
                    e);
        } finally {
            admin.close(CLOSE);
        }
    }

    private Admin admin(Subject subject, ClientSettings settings, String failure) {
        try {
            return clients.admin(settings.offsetsAdmin());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw ErrorCode.CONFIG_INVALID.of(
                    failure + ": no admin client can be made from the keys admin.override.* of"
                            + " the connector and admin.* of the worker: "
                            + subject.config().hide(String.valueOf(cause.getMessage())));
        }
    }
}
