package io.penstock.core.config.connector;

import io.penstock.api.ConnectorType;
import io.penstock.api.ErrorCode;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.TopicCreationGroup;
import io.penstock.core.config.clients.TaskClients;
import io.penstock.core.config.key.Definitions;
import io.penstock.core.config.key.FrameworkDefaults;
import io.penstock.core.config.key.SinkKeys;
import io.penstock.core.config.key.SourceKeys;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.config.worker.WorkerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Reads a connector's configuration. Pure: runs no plugin code, so it may be called anywhere. Thread-safe. */
public final class ConnectorSettingsParser {

    private final WorkerConfig worker;
    private final String clusterId;

    /**
     * A parser with a worker's defaults.
     *
     * @param clusterId the Kafka cluster's id, a label of the clients' metrics
     */
    public ConnectorSettingsParser(WorkerConfig worker, String clusterId) {
        this.worker = worker;
        this.clusterId = clusterId;
    }

    /**
     * Reads a configuration.
     *
     * @param type SOURCE or SINK
     * @throws io.penstock.api.WorkerException CONFIG_INVALID naming the first key that is wrong
     */
    public ConnectorSettings parse(ResolvedConfig config, ConnectorType type) {
        Map<String, String> resolved = new HashMap<>(config.values());
        resolved.values().removeIf(Objects::isNull);
        boolean source = type == ConnectorType.SOURCE;
        try {
            Map<String, Object> values = definition(source).parse(resolved);
            List<TopicCreationGroup> groups =
                    source && worker.topicCreationEnabled() ? TopicCreation.groups(resolved) : List.of();
            String name = String.valueOf(values.get("name"));
            TaskClients clients = new TaskClients(worker, clusterId, name, resolved);
            return new ParsedConnector(type, resolved, values, worker, groups, clients);
        } catch (ConfigException e) {
            // Neither the exception nor its cause goes on: both may quote a secret (I6).
            throw ErrorCode.CONFIG_INVALID.of(hide(config, String.valueOf(e.getMessage())));
        }
    }

    /**
     * Reads a configuration that holds no variables any more; errors may quote its values.
     *
     * @param type SOURCE or SINK
     * @throws io.penstock.api.WorkerException CONFIG_INVALID naming the first key that is wrong
     */
    public ConnectorSettings parse(Map<String, String> resolved, ConnectorType type) {
        return parse(ResolvedConfig.between(resolved, resolved), type);
    }

    private static String hide(ResolvedConfig config, String message) {
        String hidden = message;
        for (String key : config.raw().keySet()) {
            hidden = config.hideIn(key, hidden);
        }
        return hidden;
    }

    private static ConfigDef definition(boolean source) {
        FrameworkDefaults none = FrameworkDefaults.none();
        return Definitions.textual(source ? SourceKeys.definition(none) : SinkKeys.definition(none));
    }
}
