package io.penstock.core.pipeline.deadletter;

import io.penstock.api.TaskId;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.pipeline.Outcome.Failed;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it was read: what its headers say. Of several headers with the same name the last one is the reason;
 * those before it belong to the record. Immutable.
 */
public final class Letter {

    /** How often the record has been replayed, as decimal text. */
    public static final String ATTEMPT = "__penstock.replay.attempt";

    /** The replay that has done so last. */
    public static final String REPLAY = "__penstock.replay.id";

    private static final Set<String> REPLAY_HEADERS = Set.of(ATTEMPT, REPLAY);

    private final ConsumerRecord<byte[], byte[]> record;

    /** Reads a record of a dead letter topic. */
    public Letter(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    /** The record in the dead letter topic. */
    public ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    /** {@code <partition>-<offset>} in the dead letter topic. */
    public String id() {
        return id(record.partition(), record.offset());
    }

    /** The id of the letter at these coordinates. */
    public static String id(int partition, long offset) {
        return partition + "-" + offset;
    }

    /** A header of the reason: {@code topic}, {@code stage}, {@code exception.class.name} and so on. */
    public @Nullable String reason(String name) {
        return text(Reason.PREFIX + name);
    }

    /** Whether it was written with headers that tell the reason. */
    public boolean tellsReason() {
        return reason("stage") != null;
    }

    /** Whether it is a source connector's. */
    public boolean ofSource() {
        return SourceLetters.isOne(record.headers());
    }

    /** The partition that a sink's record was in; empty when that is unknown. */
    public OptionalInt partition() {
        String text = reason("partition");
        return text != null && text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** The offset that a sink's record had; empty when that is unknown. */
    public OptionalLong offset() {
        String text = reason("offset");
        return text != null && text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** How often the record has been replayed. */
    public int attempt() {
        String text = text(ATTEMPT);
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** The replay that brought it here, or null. */
    public @Nullable String replay() {
        return text(REPLAY);
    }

    /** The record's own headers: all but those of the reason and of the replay. */
    public Headers headers() {
        var own = new RecordHeaders();
        for (Header header : Reason.without(record.headers())) {
            if (!REPLAY_HEADERS.contains(header.key())) {
                own.add(header);
            }
        }
        return own;
    }

    /**
     * The letter that it becomes when a replay of it fails: the record as it was, its new reason, one attempt more.
     *
     * @param id the task that failed
     * @param queue where it goes
     * @param replay the replay's id
     */
    public ProducerRecord<byte[], byte[]> again(TaskId id, Failed<?> failed, DeadLetterSettings queue, String replay) {
        Headers headers = headers();
        mark(headers, replay);
        if (queue.contextHeaders()) {
            var origin = new LetterForm.Origin(
                    Objects.requireNonNullElse(reason("topic"), ""),
                    Objects.requireNonNullElse(reason("partition"), "-1"),
                    Objects.requireNonNullElse(reason("offset"), "-1"));
            Reason.add(headers, id, failed, origin);
        }
        return new ProducerRecord<>(
                queue.topic(),
                null,
                record.timestamp() < 0 ? null : record.timestamp(),
                record.key(),
                record.value(),
                headers);
    }

    /** Adds the headers that count replays to a record that one writes. */
    public void mark(Headers headers, String replay) {
        headers.add(ATTEMPT, Integer.toString(attempt() + 1).getBytes(StandardCharsets.UTF_8));
        headers.add(REPLAY, replay.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String text(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(Objects.requireNonNull(header.value()), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return record.topic() + "/" + id();
    }
}
