package io.penstock.itests.distribution.plugin.stumble;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Makes a record of each word of its configuration, and writes down which of them were committed. */
public final class StumbleSourceTask extends SourceTask {

    private static final String PADDING = "x".repeat(5000);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Attempts attempts = new Attempts();
    private Map<String, String> config = Map.of();
    private boolean done;

    @Override
    public void start(Map<String, String> properties) {
        config = Map.copyOf(properties);
        Map<String, Object> stored = context.offsetStorageReader().offset(Map.of("words", "all"));
        done = stored != null && config.get("words").split(",", -1).length == (Long) stored.get("next");
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        if (config.containsKey("poll.fails")) {
            attempts.next("The source", "poll");
        }
        if (done) {
            return stopped.await(50, TimeUnit.MILLISECONDS) ? null : List.of();
        }
        done = true;
        List<SourceRecord> records = new ArrayList<>();
        for (String word : config.get("words").split(",", -1)) {
            String text = word.startsWith("large") ? word + " " + PADDING : word;
            SourceRecord record = new SourceRecord(
                    Map.of("words", "all"),
                    Map.of("next", records.size() + 1L),
                    config.get("topic"),
                    0,
                    Schema.STRING_SCHEMA,
                    "key of " + word,
                    Schema.STRING_SCHEMA,
                    text,
                    1_700_000_000_000L + records.size());
            record.headers().addString("word", word);
            records.add(record);
        }
        return records;
    }

    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        String key = String.valueOf(record.key());
        new Journal(config).write(key + (metadata == null ? " without" : " with") + " metadata");
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public String version() {
        return "1.0.0";
    }
}
