package io.penstock.connect.datagen;

import io.penstock.connect.datagen.dataset.Quickstart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/** Makes realistic records for demos, tests and load; {@link DatagenSettings} lists what can be set. */
@Component(
        service = SourceConnector.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        properties = "OSGI-INF/plugin.properties",
        property = "penstock.plugin.class=io.penstock.connect.datagen.DatagenSourceConnector")
public final class DatagenSourceConnector extends SourceConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return PluginVersion.get();
    }

    @Override
    public ConfigDef config() {
        return DatagenSettings.definition();
    }

    /** What the definition says, and that the dataset has the key's fields. */
    @Override
    public Config validate(Map<String, String> configs) {
        Config config = super.validate(configs);
        Map<String, ConfigValue> values = new HashMap<>();
        config.configValues().forEach(value -> values.put(value.name(), value));
        ConfigValue dataset = values.get(DatagenSettings.DATASET);
        ConfigValue key = values.get(DatagenSettings.KEY_FIELD);
        if (dataset != null
                && dataset.errorMessages().isEmpty()
                && key != null
                && key.errorMessages().isEmpty()
                && key.value() instanceof List<?> fields) {
            DatagenConfig.keyError(
                            Quickstart.of(String.valueOf(dataset.value())),
                            fields.stream().map(String::valueOf).toList())
                    .ifPresent(error -> key.addErrorMessage("Invalid value " + fields + " for configuration "
                            + DatagenSettings.KEY_FIELD + ": " + error));
        }
        return config;
    }

    /** @throws ConfigException if a setting is wrong; the message names it */
    @Override
    public void start(Map<String, String> configs) {
        new DatagenConfig(configs);
        settings = new HashMap<>(configs);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return DatagenSourceTask.class;
    }

    /** As many tasks as there may be, but never more than slices; each has the whole configuration and its slices. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        DatagenConfig config = new DatagenConfig(settings);
        return new Slices(config.dataset().id(), config.slices())
                .deal(maxTasks).stream()
                        .map(slices -> {
                            Map<String, String> task = new HashMap<>(settings);
                            task.put(DatagenSettings.TASK_SLICES, slices);
                            return task;
                        })
                        .toList();
    }

    @Override
    public void stop() {}

    /** Always: where a task goes on follows from its source offsets and nothing else. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> configs) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /** Always: each batch is a transaction then. */
    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> configs) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    /**
     * Lets users move slices forward and back. An offset of null, which forgets a slice, is taken for any partition, so
     * that those of earlier settings can be cleared away.
     *
     * @return true: the offsets in the store are all that there is to alter
     * @throws ConnectException if a partition or an offset is none of this connector's
     */
    @Override
    public boolean alterOffsets(Map<String, String> configs, Map<Map<String, ?>, Map<String, ?>> offsets) {
        DatagenConfig config = new DatagenConfig(configs);
        Slices slices = new Slices(config.dataset().id(), config.slices());
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                slices.check(partition);
                slices.position(offset);
            }
        });
        return true;
    }
}
