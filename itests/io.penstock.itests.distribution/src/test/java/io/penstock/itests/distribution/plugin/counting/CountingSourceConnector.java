package io.penstock.itests.distribution.plugin.counting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** Each task counts from 0 on and remembers, in the offsets, how far it came. */
public final class CountingSourceConnector extends SourceConnector {

    static final String TOPIC = "topic";
    static final String REPORT = "report.file";
    static final String LANE = "lane";

    private Map<String, String> config = Map.of();

    @Override
    public void start(Map<String, String> properties) {
        config = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return CountingSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (int lane = 0; lane < maxTasks; lane++) {
            Map<String, String> task = new HashMap<>(config);
            task.put(LANE, Integer.toString(lane));
            configs.add(task);
        }
        return configs;
    }

    @Override
    public void stop() {
        config = Map.of();
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define(TOPIC, Type.STRING, Importance.HIGH, "Where the numbers go.")
                .define(REPORT, Type.STRING, Importance.HIGH, "Where a task that stops notes what it has handed over.");
    }

    @Override
    public String version() {
        return "1.0.0";
    }
}
