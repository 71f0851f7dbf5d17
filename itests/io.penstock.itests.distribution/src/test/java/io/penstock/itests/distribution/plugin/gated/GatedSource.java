package io.penstock.itests.distribution.plugin.gated;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceConnector;

/** A connector with one task. Its start fails while the file that {@code gate.start} names is missing. */
public final class GatedSource extends SourceConnector {

    private Map<String, String> config = Map.of();

    @Override
    public void start(Map<String, String> properties) {
        config = Map.copyOf(properties);
        String gate = config.get("gate.start");
        if (gate != null && Files.notExists(Path.of(gate))) {
            throw new ConnectException("The gate " + gate + " is closed");
        }
    }

    @Override
    public Class<? extends Task> taskClass() {
        return GatedSourceTask.class;
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
