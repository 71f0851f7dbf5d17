package io.penstock.connect.datagen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** What a worker does for the connector: configures it, starts its tasks, keeps the offsets that were committed. */
final class Harness {

    /** Committed source offsets, the numbers as long, as they come back from a real store. */
    final Map<Map<String, Object>, Map<String, Object>> offsets = new HashMap<>();

    private final Map<String, String> settings;

    Harness(Map<String, String> settings) {
        this.settings = settings;
    }

    static Map<String, String> settings(String... pairs) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("name", "gen");
        settings.put("topic", "t");
        settings.put("rate", "-1");
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    List<DatagenSourceTask> tasks(int max) {
        return tasks(max, new FakeClock(), null);
    }

    List<DatagenSourceTask> tasks(int max, Clock clock, TransactionContext transactions) {
        DatagenSourceConnector connector = new DatagenSourceConnector();
        connector.start(settings);
        List<DatagenSourceTask> tasks = new ArrayList<>();
        for (Map<String, String> config : connector.taskConfigs(max)) {
            DatagenSourceTask task = new DatagenSourceTask(clock);
            task.initialize(new Context(config, offsets, transactions));
            task.start(config);
            tasks.add(task);
        }
        connector.stop();
        return tasks;
    }

    /** The next batch of one task; empty if there is none now. */
    static List<SourceRecord> poll(DatagenSourceTask task) {
        try {
            List<SourceRecord> records = task.poll();
            return records == null ? List.of() : records;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything that the tasks make, without waiting at the end. */
    static List<SourceRecord> drain(List<DatagenSourceTask> tasks) {
        List<SourceRecord> all = new ArrayList<>();
        for (DatagenSourceTask task : tasks) {
            for (List<SourceRecord> batch = poll(task); !batch.isEmpty(); batch = poll(task)) {
                all.addAll(batch);
            }
        }
        return all;
    }

    void commit(SourceRecord record) {
        Map<String, Object> offset = new HashMap<>();
        record.sourceOffset().forEach((key, value) -> offset.put(key, ((Number) value).longValue()));
        Map<String, Object> partition = new HashMap<>(record.sourcePartition());
        offsets.put(partition, offset);
    }

    private record Context(
            Map<String, String> configs,
            Map<Map<String, Object>, Map<String, Object>> offsets,
            TransactionContext transactionContext)
            implements SourceTaskContext {

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new OffsetStorageReader() {
                @Override
                public <T> Map<String, Object> offset(Map<String, T> partition) {
                    return offsets.get(partition);
                }

                @Override
                public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                    Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
                    partitions.forEach(partition -> found.put(partition, offsets.get(partition)));
                    return found;
                }
            };
        }
    }
}
