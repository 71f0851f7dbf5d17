package io.penstock.core.worker.offset;

import io.penstock.api.ErrorCode;
import io.penstock.api.offset.ConnectorOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Offsets of sink connectors in the shape of KIP-875 (Apache: {@code SinkUtils}, whose texts these are). */
final class SinkPartitions {

    private static final String TOPIC = "kafka_topic";
    private static final String PARTITION = "kafka_partition";
    private static final String OFFSET = "kafka_offset";

    private SinkPartitions() {}

    /** What a consumer group has committed, by topic and partition. */
    static List<ConnectorOffset> shown(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition)))
                .map(entry -> new ConnectorOffset(
                        partition(entry.getKey()), Map.<String, Object>of(OFFSET, entry.getValue())))
                .toList();
    }

    private static Map<String, Object> partition(TopicPartition partition) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(PARTITION, partition.partition());
        shown.put(TOPIC, partition.topic());
        return shown;
    }

    /** Reads a request; numbers may be texts. Fails with BAD_REQUEST naming what is wrong. */
    static Map<TopicPartition, @Nullable Long> parse(Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
        Map<TopicPartition, @Nullable Long> parsed = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            TopicPartition key = partition(partition);
            if (parsed.containsKey(key)) {
                throw ErrorCode.BAD_REQUEST.of("The partition " + key + " is named more than once; name it once");
            }
            parsed.put(key, offset == null ? null : offset(key, offset));
        });
        return parsed;
    }

    private static TopicPartition partition(@Nullable Map<String, ?> partition) {
        if (partition == null) {
            throw ErrorCode.BAD_REQUEST.of("The partition for a sink connector offset cannot be null or missing");
        }
        if (!partition.containsKey(TOPIC) || !partition.containsKey(PARTITION)) {
            throw ErrorCode.BAD_REQUEST.of("The partition for a sink connector offset must contain the keys '" + TOPIC
                    + "' and '" + PARTITION + "'");
        }
        Object topic = partition.get(TOPIC);
        if (topic == null) {
            throw ErrorCode.BAD_REQUEST.of("Kafka topic names must be valid strings and may not be null");
        }
        Object number = partition.get(PARTITION);
        if (number == null) {
            throw ErrorCode.BAD_REQUEST.of("Kafka partitions must be valid numbers and may not be null");
        }
        return new TopicPartition(String.valueOf(topic), (int) number("partition", number, Integer.MAX_VALUE));
    }

    private static long offset(TopicPartition partition, Map<String, ?> offset) {
        if (!offset.containsKey(OFFSET)) {
            throw ErrorCode.BAD_REQUEST.of("The offset for a sink connector should either be null or contain the key '"
                    + OFFSET + "' (partition " + partition + ")");
        }
        return number("offset", offset.get(OFFSET), Long.MAX_VALUE);
    }

    private static long number(String what, @Nullable Object value, long most) {
        try {
            long number = Long.parseLong(String.valueOf(value));
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notRead(what, value, e);
        }
        throw notRead(what, value, new IllegalArgumentException("not from 0 to " + most));
    }

    private static RuntimeException notRead(String what, @Nullable Object value, RuntimeException cause) {
        String plural = what.equals("offset") ? "Offset" : "Partition";
        return ErrorCode.BAD_REQUEST.of(
                "Failed to parse the following Kafka " + what + " value in the provided offsets: '" + value + "'. "
                        + plural + " values for sink connectors need to be integers.",
                cause);
    }
}
