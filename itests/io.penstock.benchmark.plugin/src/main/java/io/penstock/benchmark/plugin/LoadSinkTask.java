package io.penstock.benchmark.plugin;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** Counts. */
public final class LoadSinkTask extends SinkTask {

    private @Nullable Meter meter;

    @Override
    public String version() {
        return LoadSourceTask.VERSION;
    }

    @Override
    public void start(Map<String, String> settings) {
        meter = new Settings(settings).meter();
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        if (meter != null) {
            meter.add(records.size());
        }
    }

    @Override
    public void stop() {}
}
