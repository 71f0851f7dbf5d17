package io.penstock.benchmark.plugin;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/** Hands out records as fast as they are taken, and measures until the last one is acknowledged. */
@Component(
        service = SourceConnector.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        property = "penstock.plugin.class=io.penstock.benchmark.plugin.LoadSourceConnector")
public final class LoadSourceConnector extends SourceConnector {

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
        return LoadSourceTask.class;
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
