package io.penstock.itests.distribution.plugin.moody;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Makes a record now and then, until its mood changes. */
public class MoodySourceTask extends SourceTask {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private Map<String, String> config = Map.of();
    private Mood mood = new Mood(Map.of());

    @Override
    public void start(Map<String, String> properties) {
        config = Map.copyOf(properties);
        mood = new Mood(config);
        mood.visit("task.start");
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        mood.visit("task.poll");
        if (stopped.await(50, TimeUnit.MILLISECONDS)) {
            return null;
        }
        Map<String, String> where = Map.of("one", "partition");
        return List.of(new SourceRecord(
                where, Map.of("at", 1L), config.get("topic"), null, null, null, Schema.STRING_SCHEMA, "moody"));
    }

    @Override
    public void commit() {
        mood.visit("task.commit");
    }

    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) {
        mood.visit("task.commitRecord");
    }

    @Override
    public void stop() {
        stopped.countDown();
        mood.visit("task.stop");
    }

    @Override
    public String version() {
        return "2.0.0";
    }

    /** Throws before anybody can do anything with it. */
    public static final class InConstructor extends MoodySourceTask {
        public InConstructor() {
            throw new IllegalStateException("moody task.constructor");
        }
    }

    /** Does not know its version, which it is asked for before it knows its configuration. */
    public static final class InVersion extends MoodySourceTask {
        @Override
        public String version() {
            throw new IllegalStateException("moody task.version");
        }
    }
}
