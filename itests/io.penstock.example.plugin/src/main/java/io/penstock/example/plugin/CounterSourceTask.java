package io.penstock.example.plugin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Goes on behind the last number that Kafka has acknowledged. A task is made by its connector's class, not a service. */
public final class CounterSourceTask extends SourceTask {

    private static final Map<String, String> PARTITION = Map.of("counter", "main");

    private final CountDownLatch stopped = new CountDownLatch(1);
    private String topic = "";
    private long pause;
    private long next;

    @Override
    public String version() {
        return CounterSourceConnector.VERSION;
    }

    @Override
    public void start(Map<String, String> props) {
        AbstractConfig config = new AbstractConfig(new CounterSourceConnector().config(), props);
        topic = config.getString(CounterSourceConnector.TOPIC);
        pause = config.getLong(CounterSourceConnector.PAUSE);
        Map<String, Object> offset = context.offsetStorageReader().offset(PARTITION);
        // Offsets are kept as JSON, so a number may come back as an Integer.
        next = offset != null && offset.get("next") instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (stopped.await(pause, TimeUnit.MILLISECONDS)) {
            return List.of();
        }
        long number = next++;
        return List.of(new SourceRecord(PARTITION, Map.of("next", next), topic, Schema.INT64_SCHEMA, number));
    }

    /** Called by another thread; poll must not keep it waiting. */
    @Override
    public void stop() {
        stopped.countDown();
    }
}
