package io.penstock.core.config.validate;

import io.penstock.api.config.ConfigKey;
import io.penstock.api.config.ConfigKeyValue;
import io.penstock.api.config.ConfigReport;
import io.penstock.core.config.ClasspathPlugins;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.AbstractHerder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.PluginDesc;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfos;
import org.apache.kafka.connect.runtime.rest.entities.ConfigKeyInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConfigValueInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/** Apache's own worker without a broker, good enough to validate configurations and to list plugins. */
final class ApacheWorker implements AutoCloseable {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final Plugins plugins;
    private final AbstractHerder herder;

    ApacheWorker(Map<String, String> file) {
        Map<String, String> complete = new HashMap<>(file);
        complete.put("offset.storage.file.filename", "unused");
        complete.put("plugin.discovery", "only_scan");
        plugins = new Plugins(complete);
        plugins.compareAndSwapWithDelegatingLoader();
        StandaloneConfig config = new StandaloneConfig(complete) {
            @Override
            public String kafkaClusterId() {
                return "cluster";
            }
        };
        var policy = new AllConnectorClientConfigOverridePolicy();
        Worker worker = new Worker(
                "localhost:8083",
                Time.SYSTEM,
                plugins,
                config,
                new MemoryOffsetBackingStore() {
                    @Override
                    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
                        return Set.of();
                    }
                },
                policy);
        herder = new StandaloneHerder(worker, "cluster", policy);
    }

    /** The same plugins for our side. */
    ClasspathPlugins plugins() {
        Map<Class<?>, String> found = new LinkedHashMap<>();
        Stream.of(
                        plugins.connectors(),
                        plugins.converters(),
                        plugins.headerConverters(),
                        plugins.transformations(),
                        plugins.predicates(),
                        plugins.connectorClientConfigPolicies())
                .flatMap(Set::stream)
                .map(PluginDesc.class::cast)
                .forEach(desc -> found.put(desc.pluginClass(), desc.version()));
        ClasspathPlugins ours = new ClasspathPlugins();
        found.forEach(ours::add);
        return ours;
    }

    ConfigReport validate(Map<String, String> config) throws Exception {
        CompletableFuture<ConfigInfos> answer = new CompletableFuture<>();
        herder.validateConnectorConfig(config, (error, infos) -> {
            if (error != null) {
                answer.completeExceptionally(error);
            } else {
                answer.complete(infos);
            }
        });
        return report(answer.get(60, TimeUnit.SECONDS));
    }

    List<ConfigKey> keys(String plugin) {
        return herder.connectorPluginConfig(plugin).stream()
                .map(ApacheWorker::key)
                .toList();
    }

    @Override
    public void close() {
        herder.stop();
        Thread.currentThread().setContextClassLoader(before);
    }

    private static ConfigReport report(ConfigInfos infos) {
        return new ConfigReport(
                infos.name(),
                infos.errorCount(),
                infos.groups(),
                infos.configs().stream()
                        .map(info -> new ConfigReport.Entry(
                                info.configKey() == null ? null : key(info.configKey()), value(info.configValue())))
                        .toList());
    }

    private static ConfigKey key(ConfigKeyInfo key) {
        return new ConfigKey(
                key.name(),
                key.type(),
                key.required(),
                key.defaultValue(),
                key.importance(),
                key.documentation(),
                key.group(),
                key.orderInGroup(),
                key.width(),
                key.displayName(),
                key.dependents());
    }

    private static ConfigKeyValue value(ConfigValueInfo value) {
        return new ConfigKeyValue(
                value.name(), value.value(), value.recommendedValues(), value.errors(), value.visible());
    }
}
