package io.penstock.itests.distribution.plugin.moody;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Takes records, until its mood changes. */
public final class MoodySinkTask extends SinkTask {

    private Mood mood = new Mood(Map.of());

    @Override
    public void start(Map<String, String> properties) {
        mood = new Mood(properties);
        mood.visit("task.start");
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        mood.visit("task.open");
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        if (!records.isEmpty()) {
            mood.visit("task.put");
        }
    }

    @Override
    public void flush(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        mood.visit("task.flush");
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        mood.visit("task.close");
    }

    @Override
    public void stop() {
        mood.visit("task.stop");
    }

    @Override
    public String version() {
        return "2.0.0";
    }
}
