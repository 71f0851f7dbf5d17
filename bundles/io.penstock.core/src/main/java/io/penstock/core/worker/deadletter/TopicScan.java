package io.penstock.core.worker.deadletter;

import io.penstock.api.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic as far as it goes at this moment: partition by partition, each by offset. Belongs to one thread; the consumer
 * is its own.
 */
final class TopicScan {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final SortedMap<Integer, Span> spans;
    private long scanned;
    private boolean stopped;

    private TopicScan(Consumer<byte[], byte[]> consumer, String topic, SortedMap<Integer, Span> spans) {
        this.consumer = consumer;
        this.topic = topic;
        this.spans = spans;
    }

    /**
     * What is to be read of a partition.
     *
     * @param from the first offset
     * @param to the offset behind the last
     */
    record Span(long from, long to) {

        boolean isEmpty() {
            return from >= to;
        }
    }

    /** Where a scan ended: the next record to look at. */
    record Position(int partition, long offset) {

        @Override
        public String toString() {
            return partition + "-" + offset;
        }

        /** Reads a cursor. Fails with BAD_REQUEST. */
        static Position parse(String cursor) {
            if (!cursor.matches("\\d{1,9}-\\d{1,18}")) {
                throw ErrorCode.BAD_REQUEST.of("Parameter cursor: found \"" + cursor
                        + "\", expected the cursor of the page before, such as 0-100");
            }
            int dash = cursor.indexOf('-');
            return new Position(
                    Integer.parseInt(cursor.substring(0, dash)), Long.parseLong(cursor.substring(dash + 1)));
        }
    }

    /** Looks at records. */
    @FunctionalInterface
    interface Visitor {

        /** Looks at one; false ends the scan behind it. */
        boolean visit(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;
    }

    /** A scan of all that is in the topic now; null when there is no such topic. */
    static @Nullable TopicScan of(Consumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            return null;
        }
        List<TopicPartition> partitions = infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        SortedMap<Integer, Span> spans = new TreeMap<>();
        for (TopicPartition each : partitions) {
            spans.put(each.partition(), new Span(begin.getOrDefault(each, 0L), end.getOrDefault(each, 0L)));
        }
        return new TopicScan(consumer, topic, spans);
    }

    /** Leaves out what lies before a position. */
    void from(Position start) {
        spans.headMap(start.partition()).clear();
        narrow(start.partition(), start.offset(), Long.MAX_VALUE);
    }

    /** Only this partition. */
    void only(int partition) {
        spans.keySet().removeIf(each -> each != partition);
    }

    /** Only these offsets of a partition, the last one included. */
    void narrow(int partition, long from, long to) {
        spans.computeIfPresent(
                partition,
                (key, span) -> new Span(
                        Math.max(span.from(), from), to == Long.MAX_VALUE ? span.to() : Math.min(span.to(), to + 1)));
    }

    /** Only from the first record on that is not older than a time. */
    void since(long timestampMs) {
        List<TopicPartition> partitions = partitions();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(each -> times.put(each, timestampMs));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        for (TopicPartition each : partitions) {
            OffsetAndTimestamp first = found.get(each);
            narrow(each.partition(), first == null ? Long.MAX_VALUE : first.offset(), Long.MAX_VALUE);
        }
    }

    /** The partitions that something is to be read of. */
    List<Integer> remaining() {
        return spans.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<TopicPartition> partitions() {
        return spans.keySet().stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** How many records were looked at. */
    long scanned() {
        return scanned;
    }

    /**
     * Reads.
     *
     * @param enough asked between records; ends the scan
     * @return where to go on; null when all was read
     */
    @Nullable Position run(BooleanSupplier enough, Visitor visitor) throws InterruptedException {
        for (int partition : remaining()) {
            Span span = spans.get(partition);
            if (span == null) {
                continue;
            }
            long next = read(new TopicPartition(topic, partition), span, enough, visitor);
            spans.put(partition, new Span(next, span.to()));
            if (next < span.to()) {
                return new Position(partition, next);
            }
            if (stopped) {
                List<Integer> left = remaining();
                return left.isEmpty()
                        ? null
                        : new Position(
                                left.get(0),
                                spans.getOrDefault(left.get(0), span).from());
            }
        }
        return null;
    }

    private long read(TopicPartition partition, Span span, BooleanSupplier enough, Visitor visitor)
            throws InterruptedException {
        consumer.assign(List.of(partition));
        consumer.seek(partition, span.from());
        long next = span.from();
        while (next < span.to()) {
            if (enough.getAsBoolean()) {
                stopped = true;
                return next;
            }
            for (ConsumerRecord<byte[], byte[]> record :
                    new ArrayList<>(consumer.poll(POLL).records(partition))) {
                if (record.offset() >= span.to()) {
                    return span.to();
                }
                if (enough.getAsBoolean()) {
                    stopped = true;
                    return next;
                }
                scanned++;
                next = record.offset() + 1;
                if (!visitor.visit(record)) {
                    stopped = true;
                    return next;
                }
            }
            // Past what is no record: markers of transactions, what was compacted away.
            next = Math.max(next, Math.min(span.to(), consumer.position(partition)));
        }
        return span.to();
    }
}
