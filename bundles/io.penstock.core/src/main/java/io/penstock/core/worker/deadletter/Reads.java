package io.penstock.core.worker.deadletter;

import io.penstock.api.ErrorCode;
import io.penstock.api.deadletter.AuditPage;
import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.Detail;
import io.penstock.api.deadletter.LetterPage;
import io.penstock.api.deadletter.ReasonReport;
import io.penstock.api.deadletter.Selection;
import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.pipeline.deadletter.Letter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads queues and audits, each request with a consumer of its own and for a limited time. Blocks. */
final class Reads {

    /** A page holds no more than this of keys and values, in bytes, beyond its first letter. */
    private static final long PAGE_BYTES = 8L * 1024 * 1024;

    private final QueueLookup lookup;
    private final KafkaClients clients;
    private final Duration longest;
    private final LetterViews letters = new LetterViews();

    /**
     * Over these.
     *
     * @param longest how long a search may take before it answers with what it has
     */
    Reads(QueueLookup lookup, KafkaClients clients, Duration longest) {
        this.lookup = lookup;
        this.clients = clients;
        this.longest = longest;
    }

    LetterPage list(String connector, Selection selection, int limit, @Nullable String cursor, Detail detail)
            throws InterruptedException {
        TopicScan.Position start = cursor == null ? null : TopicScan.Position.parse(cursor);
        Queue queue = lookup.queue(connector);
        try (Consumer<byte[], byte[]> consumer = open(queue)) {
            TopicScan scan = scan(consumer, queue);
            LetterFilter filter = new LetterFilter(connector, selection);
            filter.narrow(scan);
            if (start != null) {
                scan.from(start);
            }
            List<DeadLetter> found = new ArrayList<>();
            long[] bytes = new long[1];
            boolean[] unknown = new boolean[1];
            TopicScan.Position next = scan.run(deadline(), record -> {
                Letter letter = new Letter(record);
                if (filter.takes(letter)) {
                    found.add(letters.view(letter, detail));
                    unknown[0] |= !letter.tellsReason();
                    bytes[0] +=
                            detail == Detail.SHORT ? 0 : size(record.serializedValueSize(), record.serializedKeySize());
                }
                return found.size() < limit && bytes[0] < PAGE_BYTES;
            });
            return new LetterPage(
                    found,
                    next == null ? null : next.toString(),
                    next == null || found.size() == limit,
                    scan.scanned(),
                    unknown[0] ? LetterViews.HINT : null);
        }
    }

    private static long size(int value, int key) {
        return Math.max(0, value) + (long) Math.max(0, key);
    }

    DeadLetter show(String connector, String id) throws InterruptedException {
        Selection one = Selection.ofIds(List.of(id));
        LetterPage page = list(connector, one, 1, null, Detail.FULL);
        if (page.letters().isEmpty()) {
            throw ErrorCode.DEAD_LETTER_NOT_FOUND.of("Connector " + connector + " has no dead letter " + id
                    + ". It may have been deleted from the topic since, or be another connector's");
        }
        return page.letters().get(0);
    }

    ReasonReport reasons(String connector, Selection selection) throws InterruptedException {
        Queue queue = lookup.queue(connector);
        try (Consumer<byte[], byte[]> consumer = open(queue)) {
            TopicScan scan = scan(consumer, queue);
            LetterFilter filter = new LetterFilter(connector, selection);
            filter.narrow(scan);
            ReasonTally tally = new ReasonTally();
            TopicScan.Position next = scan.run(deadline(), record -> {
                Letter letter = new Letter(record);
                if (filter.takes(letter)) {
                    tally.add(letter);
                }
                return true;
            });
            return new ReasonReport(
                    tally.counts(),
                    tally.total(),
                    next == null,
                    scan.scanned(),
                    tally.hasUnknown() ? LetterViews.HINT : null);
        }
    }

    AuditPage audit(String connector, @Nullable String replay, int limit, @Nullable String cursor)
            throws InterruptedException {
        TopicScan.Position start = cursor == null ? null : TopicScan.Position.parse(cursor);
        Queue queue = lookup.queue(connector);
        AuditTopic audit = new AuditTopic(queue, clients);
        try (Consumer<byte[], byte[]> consumer = open(queue)) {
            TopicScan scan = TopicScan.of(consumer, queue.auditTopic());
            if (scan == null) {
                return new AuditPage(queue.auditTopic(), List.of(), null, true);
            }
            if (start != null) {
                scan.from(start);
            }
            List<Map<String, Object>> entries = new ArrayList<>();
            TopicScan.Position next = scan.run(deadline(), record -> {
                Map<String, Object> entry = audit.read(record);
                if (connector.equals(entry.get("connector"))
                        && (replay == null || replay.equals(entry.get(AuditTopic.REPLAY)))) {
                    entries.add(entry);
                }
                return entries.size() < limit;
            });
            return new AuditPage(
                    queue.auditTopic(),
                    entries,
                    next == null ? null : next.toString(),
                    next == null || entries.size() == limit);
        }
    }

    Consumer<byte[], byte[]> open(Queue queue) {
        return clients.consumer(queue.settings().clients().letterConsumer());
    }

    static TopicScan scan(Consumer<byte[], byte[]> consumer, Queue queue) {
        TopicScan scan = TopicScan.of(consumer, queue.topic());
        if (scan == null) {
            throw queue.missing();
        }
        return scan;
    }

    private BooleanSupplier deadline() {
        long end = System.nanoTime() + longest.toNanos();
        return () -> System.nanoTime() - end > 0;
    }
}
