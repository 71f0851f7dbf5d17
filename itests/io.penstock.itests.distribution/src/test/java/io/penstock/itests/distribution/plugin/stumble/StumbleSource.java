package io.penstock.itests.distribution.plugin.stumble;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** Makes one task of {@link StumbleSourceTask}. */
public final class StumbleSource extends SourceConnector {

    private Map<String, String> config = Map.of();

    @Override
    public void start(Map<String, String> properties) {
        config = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return StumbleSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(config);
    }

    @Override
    public void stop() {
        config = Map.of();
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public String version() {
        return "1.0.0";
    }
}
