package io.penstock.itests.distribution.plugin.gated;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * Counts to {@code count}, ten numbers at a time. Half the way it fails while the file that {@code gate.half} names is
 * missing, but not before all that it has handed over has arrived.
 */
public final class GatedSourceTask extends SourceTask {

    private static final int BATCH = 10;
    private static final Map<String, String> WHERE = Map.of("one", "partition");

    private final CountDownLatch stopped = new CountDownLatch(1);
    private Map<String, String> config = Map.of();
    private long count;
    private long next;
    private volatile long arrived;

    @Override
    public void start(Map<String, String> properties) {
        config = Map.copyOf(properties);
        count = Long.parseLong(config.get("count"));
        Map<String, Object> offset = context.offsetStorageReader().offset(WHERE);
        next = offset == null ? 0 : ((Number) offset.get("next")).longValue();
        arrived = next;
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        boolean half = next == count / 2;
        if (next >= count || (half && arrived < next)) {
            return stopped.await(20, TimeUnit.MILLISECONDS) ? null : List.of();
        }
        if (half && Files.notExists(Path.of(config.get("gate.half")))) {
            throw new ConnectException("The gate " + config.get("gate.half") + " is closed");
        }
        List<SourceRecord> records = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            long number = next++;
            Map<String, Long> offset = Map.of("next", next);
            records.add(new SourceRecord(WHERE, offset, config.get("topic"), Schema.INT64_SCHEMA, number));
        }
        return records;
    }

    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) {
        arrived++;
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
