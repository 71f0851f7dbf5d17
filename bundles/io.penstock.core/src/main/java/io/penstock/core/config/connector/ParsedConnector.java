package io.penstock.core.config.connector;

import io.penstock.api.ConnectorType;
import io.penstock.core.config.ClientSettings;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.config.ErrorSettings;
import io.penstock.core.config.FloodLimits;
import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.TopicCreationGroup;
import io.penstock.core.config.TransformSettings;
import io.penstock.core.config.key.ConnectorKeys;
import io.penstock.core.config.key.ExtensionKeys;
import io.penstock.core.config.key.SinkKeys;
import io.penstock.core.config.worker.WorkerConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A configuration that was read. Immutable; holds secrets, so {@link #toString} shows the name only (I6). */
final class ParsedConnector implements ConnectorSettings {

    private final ConnectorType type;
    private final Map<String, String> originals;
    private final Map<String, Object> values;
    private final WorkerConfig worker;
    private final List<TopicCreationGroup> topicCreation;
    private final ClientSettings clients;
    private final List<TransformSettings> transforms;
    private final Map<String, PluginSettings> predicates;

    ParsedConnector(
            ConnectorType type,
            Map<String, String> originals,
            Map<String, Object> values,
            WorkerConfig worker,
            List<TopicCreationGroup> topicCreation,
            ClientSettings clients) {
        this.type = type;
        this.originals = Map.copyOf(originals);
        this.values = values;
        this.worker = worker;
        this.topicCreation = topicCreation;
        this.clients = clients;
        this.transforms = Chain.transforms(originals);
        this.predicates = Map.copyOf(Chain.predicates(originals));
    }

    @Override
    public String name() {
        return text(ConnectorKeys.NAME);
    }

    @Override
    public ConnectorType type() {
        return type;
    }

    @Override
    public Map<String, String> originals() {
        return originals;
    }

    @Override
    public PluginSettings connector() {
        return new PluginSettings(
                name(),
                text(ConnectorKeys.CONNECTOR_CLASS),
                (@Nullable String) values.get(ConnectorKeys.CONNECTOR_VERSION),
                originals);
    }

    @Override
    public int tasksMax() {
        return number(ConnectorKeys.TASKS_MAX).intValue();
    }

    @Override
    public boolean enforceTasksMax() {
        return flag(ConnectorKeys.TASKS_MAX_ENFORCE);
    }

    @Override
    public PluginSettings keyConverter() {
        return Converters.key(originals, worker);
    }

    @Override
    public PluginSettings valueConverter() {
        return Converters.value(originals, worker);
    }

    @Override
    public PluginSettings headerConverter() {
        return Converters.header(originals, worker);
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
        return new ErrorSettings(
                number(ConnectorKeys.ERRORS_RETRY_TIMEOUT).longValue(),
                number(ConnectorKeys.ERRORS_RETRY_DELAY).longValue(),
                text(ConnectorKeys.ERRORS_TOLERANCE).equals("all"),
                flag(ConnectorKeys.ERRORS_LOG),
                flag(ConnectorKeys.ERRORS_LOG_MESSAGES),
                new FloodLimits(
                        number(ExtensionKeys.TOLERANCE_RATE).doubleValue(),
                        number(ExtensionKeys.TOLERANCE_WINDOW).intValue(),
                        number(ExtensionKeys.TOLERANCE_CONSECUTIVE).intValue()),
                type == ConnectorType.SINK && flag(ExtensionKeys.ISOLATE)
                        ? number(ExtensionKeys.ISOLATE_ATTEMPTS).intValue()
                        : 0);
    }

    @Override
    public Optional<DeadLetterSettings> deadLetters() {
        if (text(SinkKeys.DLQ_TOPIC).isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new DeadLetterSettings(
                text(SinkKeys.DLQ_TOPIC), number(SinkKeys.DLQ_REPLICATION).shortValue(), flag(SinkKeys.DLQ_HEADERS)));
    }

    @Override
    public List<TopicCreationGroup> topicCreation() {
        return topicCreation;
    }

    @Override
    public List<String> topics() {
        return type == ConnectorType.SINK
                ? Chain.aliases(originals, SinkKeys.TOPICS).stream()
                        .filter(topic -> !topic.isEmpty())
                        .toList()
                : List.of();
    }

    @Override
    public Optional<String> topicsRegex() {
        return type == ConnectorType.SINK
                ? Optional.of(text(SinkKeys.TOPICS_REGEX)).filter(regex -> !regex.isBlank())
                : Optional.empty();
    }

    @Override
    public ClientSettings clients() {
        return clients;
    }

    @Override
    public long offsetFlushIntervalMs() {
        return worker.offsetFlushIntervalMs();
    }

    @Override
    public long offsetFlushTimeoutMs() {
        return worker.offsetFlushTimeoutMs();
    }

    private String text(String key) {
        return String.valueOf(values.get(key));
    }

    private Number number(String key) {
        if (values.get(key) instanceof Number number) {
            return number;
        }
        throw new IllegalStateException(key + " has no default");
    }

    private boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    @Override
    public String toString() {
        return type + " " + name();
    }
}
