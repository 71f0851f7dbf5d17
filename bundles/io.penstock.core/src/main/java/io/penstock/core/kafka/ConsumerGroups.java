package io.penstock.core.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DeleteConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offsets of consumer groups. Blocks until the cluster has answered or the client's {@code default.api.timeout.ms} is
 * over; fails with the {@link KafkaException} that the cluster answered with. Does not close the client.
 */
public final class ConsumerGroups {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerGroups.class);

    private final Admin admin;

    /** Works through this client. */
    public ConsumerGroups(Admin admin) {
        this.admin = admin;
    }

    /** The offsets that a group has committed; none for a group that does not exist. */
    public Map<TopicPartition, Long> offsets(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try {
            get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            offsets.put(partition, offset.offset());
                        }
                    });
        } catch (GroupIdNotFoundException e) {
            LOG.debug("There is no group {}", group, e);
        }
        return offsets;
    }

    /** Which of these partitions the cluster does not have, sorted; none when it does not tell. */
    public Set<String> unknown(Collection<TopicPartition> partitions) {
        Set<String> unknown = new TreeSet<>();
        Map<String, KafkaFuture<TopicDescription>> topics = admin.describeTopics(
                        partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()))
                .topicNameValues();
        for (TopicPartition partition : partitions) {
            if (partition.partition() >= count(partition.topic(), topics)) {
                unknown.add(partition.toString());
            }
        }
        return unknown;
    }

    private static int count(String topic, Map<String, KafkaFuture<TopicDescription>> topics) {
        try {
            return get(Objects.requireNonNull(topics.get(topic))).partitions().size();
        } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
            LOG.debug("There is no topic {}", topic, e);
            return 0;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debug("The cluster does not tell about topic {}", topic, e);
            return Integer.MAX_VALUE;
        }
    }

    /** Commits offsets for a group that has no members; all of them or, when one is refused, perhaps the others. */
    public void commit(String group, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> committed = offsets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
        get(admin.alterConsumerGroupOffsets(group, committed).all());
    }

    /** Deletes the offsets of some partitions of a group that has no members; those that do not exist have none. */
    public void forget(String group, Set<TopicPartition> partitions) {
        DeleteConsumerGroupOffsetsResult deleted = admin.deleteConsumerGroupOffsets(group, partitions);
        for (TopicPartition partition : partitions) {
            try {
                get(deleted.partitionResult(partition));
            } catch (GroupIdNotFoundException | UnknownTopicOrPartitionException e) {
                LOG.debug("Group {} has no offset of {} to delete", group, partition, e);
            }
        }
    }

    /** Deletes a group that has no members, if it exists. */
    public void delete(String group) {
        try {
            get(admin.deleteConsumerGroups(Set.of(group)).all());
        } catch (GroupIdNotFoundException e) {
            LOG.debug("There is no group {} to delete", group, e);
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }
}
