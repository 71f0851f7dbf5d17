package io.penstock.benchmark.plugin;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/** Takes records and does nothing with them but count, and measures until the last one is there. */
@Component(
        service = SinkConnector.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        property = "penstock.plugin.class=io.penstock.benchmark.plugin.LoadSinkConnector")
public final class LoadSinkConnector extends SinkConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return LoadSourceTask.VERSION;
    }

    @Override
    public void start(Map<String, String> configs) {
        settings = Map.copyOf(configs);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return LoadSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(settings);
    }

    @Override
    public void stop() {
        settings = Map.of();
    }

    @Override
    public ConfigDef config() {
        return Settings.definition();
    }
}
