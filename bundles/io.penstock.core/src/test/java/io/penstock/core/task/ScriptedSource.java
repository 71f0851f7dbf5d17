package io.penstock.core.task;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** A source task that does in each poll what the next line of its script says. */
public class ScriptedSource extends SourceTask {

    public final Queue<Callable<@Nullable List<SourceRecord>>> script = new ArrayDeque<>();
    /** What was called, in order. */
    public final List<String> calls = new CopyOnWriteArrayList<>();
    /** Values of records with what was said of them: {@code a@0} written, {@code a@-} dropped. */
    public final List<String> committed = new CopyOnWriteArrayList<>();

    /** A record of partition {@code p} with its number as offset. */
    public static SourceRecord record(String partition, int number, Object value) {
        return new SourceRecord(
                Collections.singletonMap("p", partition),
                Collections.singletonMap("n", number),
                "out",
                null,
                Schema.STRING_SCHEMA,
                "k" + number,
                value instanceof String ? Schema.STRING_SCHEMA : null,
                value);
    }

    /** The next poll returns these. */
    public ScriptedSource returns(SourceRecord... records) {
        script.add(() -> List.of(records));
        return this;
    }

    /** The next poll does this and returns nothing. */
    public ScriptedSource runs(Runnable action) {
        script.add(() -> {
            action.run();
            return null;
        });
        return this;
    }

    @Override
    public void start(Map<String, String> props) {
        calls.add("start");
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Callable<@Nullable List<SourceRecord>> next = script.poll();
        if (next == null) {
            throw new IllegalStateException("The script has ended and the task still runs");
        }
        try {
            return next.call();
        } catch (RuntimeException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        committed.add(record.value() + "@" + (metadata == null ? "-" : Long.toString(metadata.offset())));
    }

    @Override
    public void commit() {
        calls.add("commit");
    }

    @Override
    public void stop() {
        calls.add("stop");
    }

    @Override
    public String version() {
        return "7.1";
    }
}
