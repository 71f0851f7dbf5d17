package io.penstock.benchmark.plugin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Values are made once, so that making them is no part of what is measured. */
public final class LoadSourceTask extends SourceTask {

    static final String VERSION = "1";
    private static final int BATCH = 500;
    private static final int BYTES = 200;
    private static final Map<String, ?> PARTITION = Map.of("load", 0);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private String topic = "";
    private @Nullable Schema schema;
    private Object[] values = {};
    private String[] keys = {};
    private long all;
    private long handedOut;
    private @Nullable Meter meter;

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public void start(Map<String, String> configs) {
        Settings settings = new Settings(configs);
        topic = settings.topic();
        all = settings.records();
        switch (settings.format()) {
            case "struct" -> {
                schema = Orders.SCHEMA;
                values = Orders.structs();
            }
            case "map" -> values = Orders.maps();
            default -> {
                schema = Schema.BYTES_SCHEMA;
                values = blocks();
            }
        }
        keys = new String[values.length];
        Arrays.setAll(keys, i -> "customer-" + i);
        meter = settings.meter();
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        int size = (int) Math.min(BATCH, all - handedOut);
        if (size == 0) {
            stopped.await(100, TimeUnit.MILLISECONDS);
            return null;
        }
        List<SourceRecord> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int which = (int) (handedOut % values.length);
            handedOut++;
            batch.add(new SourceRecord(
                    PARTITION,
                    Map.of("position", handedOut),
                    topic,
                    null,
                    Schema.STRING_SCHEMA,
                    keys[which],
                    schema,
                    values[which]));
        }
        return batch;
    }

    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        if (meter != null) {
            meter.add(1);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    private static Object[] blocks() {
        Random random = new Random(1);
        Object[] blocks = new Object[Orders.COUNT];
        Arrays.setAll(blocks, i -> {
            byte[] block = new byte[BYTES];
            random.nextBytes(block);
            return block;
        });
        return blocks;
    }
}
