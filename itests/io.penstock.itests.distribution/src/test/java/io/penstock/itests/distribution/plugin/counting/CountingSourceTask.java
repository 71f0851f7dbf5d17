package io.penstock.itests.distribution.plugin.counting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Hands over ten numbers every ten milliseconds. A record's value is the number, its key the lane. */
public final class CountingSourceTask extends SourceTask {

    private static final int BATCH = 10;
    private static final long PACE_MS = 10;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private String topic = "";
    private String lane = "";
    private Path report = Path.of("");
    private long from;
    private long next;

    @Override
    public void start(Map<String, String> properties) {
        topic = properties.get(CountingSourceConnector.TOPIC);
        lane = properties.get(CountingSourceConnector.LANE);
        report = Path.of(properties.get(CountingSourceConnector.REPORT));
        Map<String, Object> offset = context.offsetStorageReader().offset(partition());
        from = offset == null ? 0 : ((Number) offset.get("next")).longValue();
        next = from;
    }

    private Map<String, String> partition() {
        return Map.of("lane", lane);
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (stopped.await(PACE_MS, TimeUnit.MILLISECONDS)) {
            return null;
        }
        List<SourceRecord> records = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            long number = next++;
            records.add(new SourceRecord(
                    partition(),
                    Map.of("next", next),
                    topic,
                    null,
                    Schema.STRING_SCHEMA,
                    lane,
                    Schema.INT64_SCHEMA,
                    number));
        }
        return records;
    }

    /** Called by the worker once the task polls no more. */
    @Override
    public void stop() {
        stopped.countDown();
        try {
            Files.writeString(
                    report,
                    lane + " " + from + " " + next + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String version() {
        return "1.0.0";
    }
}
