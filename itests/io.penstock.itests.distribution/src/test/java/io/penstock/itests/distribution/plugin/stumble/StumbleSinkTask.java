package io.penstock.itests.distribution.plugin.stumble;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Writes the values down, but for those that ask for something else. */
public final class StumbleSinkTask extends SinkTask {

    private final Attempts attempts = new Attempts();
    private Map<String, String> config = Map.of();
    private int commits;

    @Override
    public void start(Map<String, String> properties) {
        config = Map.copyOf(properties);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            String text = String.valueOf(record.value());
            if (text.startsWith("put-retries")) {
                context.timeout(100);
                attempts.next("The sink", text);
            }
            if (text.startsWith("put-fails")) {
                throw new IllegalStateException("The sink stumbles over " + text);
            }
        }
        records.forEach(this::take);
    }

    private void take(SinkRecord record) {
        String text = String.valueOf(record.value());
        if (text.startsWith("reports")) {
            report(record, text);
        } else if (text.startsWith("self-made")) {
            report(made(record), text);
        } else {
            new Journal(config).write(text);
        }
    }

    private void report(SinkRecord record, String text) {
        context.errantRecordReporter().report(record, new IllegalArgumentException("The sink cannot take " + text));
    }

    private static SinkRecord made(SinkRecord record) {
        SinkRecord made = new SinkRecord(
                record.topic(),
                record.kafkaPartition(),
                Schema.STRING_SCHEMA,
                "a key of its own",
                Schema.STRING_SCHEMA,
                "made of " + record.value(),
                record.kafkaOffset(),
                record.timestamp(),
                record.timestampType());
        made.headers().addString("of", "its own");
        return made;
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (config.containsKey("precommit.fails") && commits++ == 0) {
            throw new RetriableException("The sink cannot commit yet");
        }
        return offsets;
    }

    @Override
    public void stop() {
        config = Map.of();
    }

    @Override
    public String version() {
        return "1.0.0";
    }
}
