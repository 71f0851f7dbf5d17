package io.penstock.itests.distribution.plugin.stumble;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Makes a record of each word of its configuration, and writes down which of them were committed. */
public final class StumbleSourceTask extends SourceTask {

    private static final String PADDING = "x".repeat(5000);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Attempts attempts = new Attempts();
    private Map<String, String> config = Map.of();
    private int next;

    @Override
    public void start(Map<String, String> properties) {
        config = Map.copyOf(properties);
        Map<String, Object> stored = context.offsetStorageReader().offset(Map.of("words", "all"));
        next = stored == null ? 0 : Math.toIntExact((Long) stored.get("next"));
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        if (config.containsKey("poll.fails")) {
            attempts.next("The source", "poll");
        }
        String[] words = config.get("words").split(",", -1);
        if (next == words.length) {
            return stopped.await(50, TimeUnit.MILLISECONDS) ? null : List.of();
        }
        List<SourceRecord> records = new ArrayList<>();
        while (next < words.length) {
            String word = words[next];
            SchemaAndValue value = value(word);
            SourceRecord record = new SourceRecord(
                    Map.of("words", "all"),
                    Map.of("next", ++next),
                    config.get("topic"),
                    0,
                    Schema.STRING_SCHEMA,
                    "key of " + word,
                    value.schema(),
                    value.value(),
                    1_700_000_000_000L + next);
            record.headers().addString("word", "header of " + word);
            records.add(record);
        }
        return records;
    }

    private static SchemaAndValue value(String word) {
        if (word.startsWith("struct")) {
            Schema schema = SchemaBuilder.struct()
                    .name("stumble")
                    .field("word", Schema.STRING_SCHEMA)
                    .field("length", Schema.OPTIONAL_INT32_SCHEMA)
                    .build();
            return new SchemaAndValue(
                    schema, new Struct(schema).put("word", word).put("length", word.length()));
        }
        return new SchemaAndValue(Schema.STRING_SCHEMA, word.startsWith("large") ? word + " " + PADDING : word);
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
