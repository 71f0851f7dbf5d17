package io.penstock.core.worker.deadletter;

import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.Selection;
import io.penstock.core.pipeline.deadletter.Letter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Which letters of a topic belong to a connector and to a selection. */
final class LetterFilter {

    private final String connector;
    private final Selection selection;
    private final Set<String> ids;

    LetterFilter(String connector, Selection selection) {
        this.connector = connector;
        this.selection = selection;
        this.ids = new HashSet<>(selection.ids());
    }

    /** Leaves out what need not be read. */
    void narrow(TopicScan scan) {
        Integer only = selection.queuePartition();
        if (only != null) {
            scan.only(only);
        }
        Selection.Range queue = selection.queue();
        for (int partition : scan.remaining()) {
            scan.narrow(
                    partition,
                    Objects.requireNonNullElse(queue.from(), 0L),
                    Objects.requireNonNullElse(queue.to(), Long.MAX_VALUE));
        }
        Long since = selection.time().from();
        if (since != null) {
            scan.since(since);
        }
        if (!ids.isEmpty()) {
            Map<Integer, NavigableSet<Long>> wanted = byPartition(ids);
            for (int partition : scan.remaining()) {
                NavigableSet<Long> offsets = wanted.get(partition);
                if (offsets == null) {
                    scan.narrow(partition, Long.MAX_VALUE, Long.MAX_VALUE);
                } else {
                    scan.narrow(partition, offsets.first(), offsets.last());
                }
            }
        }
    }

    /** Offsets of ids by partition. */
    static Map<Integer, NavigableSet<Long>> byPartition(Set<String> ids) {
        Map<Integer, NavigableSet<Long>> wanted = new HashMap<>();
        for (String id : ids) {
            TopicScan.Position at = TopicScan.Position.parse(id);
            wanted.computeIfAbsent(at.partition(), key -> new TreeSet<>()).add(at.offset());
        }
        return wanted;
    }

    /** Whether a letter is the connector's and selected. Letters that name no connector are everybody's. */
    boolean takes(Letter letter) {
        return isOurs(letter) && isSelected(letter);
    }

    private boolean isOurs(Letter letter) {
        String owner = letter.reason("connector.name");
        return owner == null || owner.equals(connector);
    }

    private boolean isSelected(Letter letter) {
        ConsumerRecord<byte[], byte[]> record = letter.record();
        return (ids.isEmpty() || ids.contains(letter.id()))
                && (selection.queuePartition() == null || selection.queuePartition() == record.partition())
                && selection.queue().holds(record.offset())
                && selection.time().holds(record.timestamp())
                && (selection.attempt() == null || selection.attempt() == letter.attempt())
                && (selection.stage() == null || selection.stage().equals(stage(letter)))
                && isException(letter.reason("exception.class.name"))
                && isFrom(letter);
    }

    private boolean isException(@Nullable String name) {
        String wanted = selection.exception();
        return wanted == null
                || (name != null && (name.equals(wanted) || simple(name).equals(wanted)));
    }

    private boolean isFrom(Letter letter) {
        Selection.Range offsets = selection.offsets();
        boolean anyOffset = offsets.from() == null && offsets.to() == null;
        return (selection.topic() == null || selection.topic().equals(letter.reason("topic")))
                && (selection.partition() == null || letter.partition().orElse(-1) == selection.partition())
                && (anyOffset
                        || (letter.offset().isPresent()
                                && offsets.holds(letter.offset().getAsLong())));
    }

    /** The stage where a letter's record failed, or that this is unknown. */
    static String stage(Letter letter) {
        return Objects.requireNonNullElse(letter.reason("stage"), DeadLetter.Reason.UNKNOWN);
    }

    private static String simple(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }
}
