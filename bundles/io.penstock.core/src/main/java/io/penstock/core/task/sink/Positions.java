package io.penstock.core.task.sink;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a sink task is in each of its partitions, in original coordinates (KIP-793): what it has put, what is committed,
 * and what the batch in hand will reach. Belongs to the task's thread.
 */
final class Positions {

    private final Map<TopicPartition, OffsetAndMetadata> put = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> inHand = new HashMap<>();

    /** The partition was assigned, or the task asked to go on from here. */
    void reset(TopicPartition partition, long offset) {
        var at = new OffsetAndMetadata(offset);
        put.put(partition, at);
        committed.put(partition, at);
        // What is in hand of this partition was read before the jump and says nothing about where it is now.
        inHand.remove(partition);
    }

    /** The batch in hand reaches up to and including this record. */
    void reached(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        inHand.put(partition, new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
    }

    /** The batch in hand was put. */
    void delivered() {
        put.putAll(inHand);
        inHand.clear();
    }

    /** These offsets were committed; those of partitions that are gone by now do not count. */
    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            if (put.containsKey(partition)) {
                committed.put(partition, offset);
            }
        });
    }

    /** The task goes back to what is committed. */
    void rewindTo(Map<TopicPartition, OffsetAndMetadata> offsets) {
        put.putAll(offsets);
        inHand.keySet().removeAll(offsets.keySet());
    }

    /** The partitions are no longer the task's. */
    void forget(Collection<TopicPartition> partitions) {
        put.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
        inHand.keySet().removeAll(partitions);
    }

    /** What was put of these partitions. */
    Map<TopicPartition, OffsetAndMetadata> put(Collection<TopicPartition> of) {
        return only(put, of);
    }

    /** What is committed of these partitions. */
    Map<TopicPartition, OffsetAndMetadata> committed(Collection<TopicPartition> of) {
        return only(committed, of);
    }

    /** All partitions of the task. */
    Set<TopicPartition> partitions() {
        return Set.copyOf(put.keySet());
    }

    /** How many records were read and are not committed. */
    long active() {
        long records = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : committed.entrySet()) {
            OffsetAndMetadata read = inHand.getOrDefault(entry.getKey(), put.get(entry.getKey()));
            if (read != null) {
                records += Math.max(0, read.offset() - entry.getValue().offset());
            }
        }
        return records;
    }

    /** How many records of a partition are in hand and not put. */
    long inHand(TopicPartition partition) {
        OffsetAndMetadata read = inHand.get(partition);
        OffsetAndMetadata done = put.get(partition);
        return read == null || done == null ? 0 : Math.max(0, read.offset() - done.offset());
    }

    private static Map<TopicPartition, OffsetAndMetadata> only(
            Map<TopicPartition, OffsetAndMetadata> all, Collection<TopicPartition> of) {
        Map<TopicPartition, OffsetAndMetadata> result = new HashMap<>(all);
        result.keySet().retainAll(of);
        return result;
    }
}
