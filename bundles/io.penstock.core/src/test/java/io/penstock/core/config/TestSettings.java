package io.penstock.core.config;

import io.penstock.api.ConnectorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.jspecify.annotations.Nullable;

/** Settings of a connector as a test wants them; strings in, strings out unless it says otherwise. */
public class TestSettings implements ConnectorSettings, ClientSettings {

    public String name = "orders";
    public ConnectorType type;
    public PluginSettings keyConverter = plugin("key", StringConverter.class.getName(), Map.of());
    public PluginSettings valueConverter = plugin("value", StringConverter.class.getName(), Map.of());
    public PluginSettings headerConverter = plugin("header", SimpleHeaderConverter.class.getName(), Map.of());
    public final List<TransformSettings> transforms = new ArrayList<>();
    public final Map<String, PluginSettings> predicates = new LinkedHashMap<>();
    public ErrorSettings errors = new ErrorSettings(0, 60_000, false, false, false, FloodLimits.NONE, 0);
    public @Nullable DeadLetterSettings deadLetters;
    public List<TopicCreationGroup> topicCreation = List.of();
    public List<String> topics = List.of("in");
    public @Nullable String topicsRegex;
    public long flushIntervalMs = 60_000;
    public long flushTimeoutMs = 5_000;

    public TestSettings(ConnectorType type) {
        this.type = type;
    }

    public static PluginSettings plugin(String alias, String className, Map<String, String> config) {
        return new PluginSettings(alias, className, null, config);
    }

    /** Adds a transform at the end of the chain. */
    public TestSettings transform(
            String alias, Class<?> type, Map<String, String> config, @Nullable String predicate, boolean negate) {
        transforms.add(new TransformSettings(plugin(alias, type.getName(), config), predicate, negate));
        return this;
    }

    public TestSettings tolerateAll() {
        errors = new ErrorSettings(
                errors.retryTimeoutMs(),
                errors.retryDelayMaxMs(),
                true,
                errors.log(),
                errors.logMessages(),
                errors.limits(),
                errors.isolateAttempts());
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ConnectorType type() {
        return type;
    }

    @Override
    public Map<String, String> originals() {
        return Map.of("name", name);
    }

    @Override
    public PluginSettings connector() {
        return plugin("connector", "test", Map.of());
    }

    @Override
    public int tasksMax() {
        return 1;
    }

    @Override
    public boolean enforceTasksMax() {
        return true;
    }

    @Override
    public PluginSettings keyConverter() {
        return keyConverter;
    }

    @Override
    public PluginSettings valueConverter() {
        return valueConverter;
    }

    @Override
    public PluginSettings headerConverter() {
        return headerConverter;
    }

    @Override
    public List<TransformSettings> transforms() {
        return transforms;
    }

    @Override
    public Map<String, PluginSettings> predicates() {
        return predicates;
    }

    @Override
    public ErrorSettings errors() {
        return errors;
    }

    @Override
    public Optional<DeadLetterSettings> deadLetters() {
        return Optional.ofNullable(deadLetters);
    }

    @Override
    public List<TopicCreationGroup> topicCreation() {
        return topicCreation;
    }

    @Override
    public List<String> topics() {
        return topics;
    }

    @Override
    public Optional<String> topicsRegex() {
        return Optional.ofNullable(topicsRegex);
    }

    @Override
    public ClientSettings clients() {
        return this;
    }

    @Override
    public long offsetFlushIntervalMs() {
        return flushIntervalMs;
    }

    @Override
    public long offsetFlushTimeoutMs() {
        return flushTimeoutMs;
    }

    @Override
    public Map<String, Object> producer(int task) {
        return Map.of("client.id", "connector-producer-" + name + "-" + task);
    }

    @Override
    public Map<String, Object> consumer(int task) {
        return Map.of("client.id", "connector-consumer-" + name + "-" + task);
    }

    @Override
    public Map<String, Object> topicAdmin(int task) {
        return Map.of("client.id", "connector-adminclient-" + name + "-" + task);
    }

    @Override
    public Map<String, Object> deadLetterProducer(int task) {
        return Map.of("client.id", "connector-dlq-producer-" + name + "-" + task);
    }

    @Override
    public Map<String, Object> deadLetterAdmin(int task) {
        return Map.of("client.id", "connector-dlq-adminclient-" + name + "-" + task);
    }

    @Override
    public Map<String, Object> offsetsAdmin() {
        return Map.of("client.id", "connector-worker-adminclient-" + name);
    }

    @Override
    public Map<String, Object> letterConsumer() {
        return Map.of("client.id", "connector-dlq-consumer-" + name);
    }

    @Override
    public Map<String, Object> replayProducer() {
        return Map.of("client.id", "connector-replay-producer-" + name);
    }

    @Override
    public Map<String, Object> auditProducer() {
        return Map.of("client.id", "connector-audit-producer-" + name);
    }

    @Override
    public Map<String, Object> replayAdmin() {
        return Map.of("client.id", "connector-replay-adminclient-" + name);
    }
}
