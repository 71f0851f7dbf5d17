package io.penstock.core.config.validate;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.api.config.ConfigReport;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.config.connector.Chain;
import io.penstock.core.config.key.ConnectorKeys;
import io.penstock.core.config.key.SinkKeys;
import io.penstock.core.config.key.TopicCreationKeys;
import io.penstock.core.config.key.WorkerKeys;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigRequest;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigRequest.ClientType;
import org.apache.kafka.connect.health.ConnectorType;

/** Asks the worker's policy about the client settings that a connector overrides (KIP-458). Runs the policy's code. */
final class OverrideChecks {

    private final WorkerConfig worker;
    private final PluginView view;
    private final Leases leases;

    OverrideChecks(WorkerConfig worker, PluginView view, Leases leases) {
        this.worker = worker;
        this.view = view;
        this.leases = leases;
    }

    /** Whether a key is a setting of a client. */
    static boolean isOverride(String key) {
        return Stream.of(ClientType.values()).anyMatch(client -> key.startsWith(prefix(client)));
    }

    /** Reports in the order of Apache's worker: producer, consumer, admin client; only of clients that are used. */
    List<ConfigReport> check(Map<String, String> config, boolean source, Class<? extends Connector> connector) {
        return check(config, source, connector, false);
    }

    /**
     * Reports as the other.
     *
     * @param offsets whether the admin client that changes a sink's offsets is used, too
     */
    List<ConfigReport> check(
            Map<String, String> config, boolean source, Class<? extends Connector> connector, boolean offsets) {
        boolean deadLetters = !config.getOrDefault(SinkKeys.DLQ_TOPIC, "").isBlank();
        boolean createsTopics = TopicCreationKeys.usedIn(config);
        ConnectorType type = source ? ConnectorType.SOURCE : ConnectorType.SINK;
        List<ConfigReport> reports = new ArrayList<>();
        if (source || deadLetters) {
            reports.add(check(config, type, connector, ClientType.PRODUCER));
        }
        if (!source) {
            reports.add(check(config, type, connector, ClientType.CONSUMER));
        }
        if (deadLetters || (source ? createsTopics : offsets)) {
            reports.add(check(config, type, connector, ClientType.ADMIN));
        }
        return reports;
    }

    private ConfigReport check(
            Map<String, String> config, ConnectorType kind, Class<? extends Connector> connector, ClientType client) {
        String prefix = prefix(client);
        Map<String, String> overrides = Chain.behind(prefix, config);
        if (overrides.isEmpty()) {
            return Reports.prefixed(prefix, Map.of(), List.of());
        }
        Map<String, ConfigDef.ConfigKey> keys = keys(client);
        Map<String, Object> parsed = new HashMap<>();
        List<ConfigValue> unreadable = new ArrayList<>();
        overrides.forEach((name, text) -> {
            ConfigDef.ConfigKey key = keys.get(name);
            try {
                // Classes are loaded where the client is made; the policy sees their names.
                ConfigDef.Type type =
                        key == null || key.type == ConfigDef.Type.CLASS ? ConfigDef.Type.STRING : key.type;
                parsed.put(name, ConfigDef.parseType(prefix + name, text, type));
            } catch (ConfigException e) {
                ConfigValue value = new ConfigValue(name);
                value.value(text);
                value.addErrorMessage(String.valueOf(e.getMessage()));
                unreadable.add(value);
            }
        });
        ConnectorClientConfigRequest request =
                new ConnectorClientConfigRequest(config.get(ConnectorKeys.NAME), kind, connector, parsed, client);
        List<ConfigValue> values = new ArrayList<>(ask(request));
        values.addAll(unreadable);
        return Reports.prefixed(prefix, keys, values);
    }

    private List<ConfigValue> ask(ConnectorClientConfigRequest request) {
        String name = worker.overridePolicy();
        try {
            Resolution resolution =
                    view.resolve(List.of(PluginType.CONNECTOR_CLIENT_CONFIG_OVERRIDE_POLICY), name, null);
            if (resolution instanceof Resolution.Missing missing) {
                throw ErrorCode.PLUGIN_NOT_FOUND.of(missing.reason());
            }
            Plugin plugin = ((Resolution.Found) resolution).plugin();
            ConnectorClientConfigOverridePolicy policy =
                    leases.instance(plugin, ConnectorClientConfigOverridePolicy.class);
            PluginCode.call(plugin, "configure()", () -> {
                policy.configure(worker.originals());
                return "";
            });
            List<ConfigValue> answer = PluginCode.call(plugin, "validate()", () -> policy.validate(request));
            return answer == null ? List.of() : answer;
        } catch (WorkerException e) {
            // Without its policy the worker cannot tell what is allowed, so nothing is.
            return refuseAll(
                    request,
                    "The worker's policy " + WorkerKeys.OVERRIDE_POLICY + "=" + name
                            + " cannot be asked about this setting: " + e.getMessage());
        }
    }

    private static List<ConfigValue> refuseAll(ConnectorClientConfigRequest request, String reason) {
        List<ConfigValue> refused = new ArrayList<>();
        request.clientProps().forEach((name, value) -> {
            ConfigValue one = new ConfigValue(name);
            one.value(value);
            one.addErrorMessage(reason);
            refused.add(one);
        });
        return refused;
    }

    private static String prefix(ClientType client) {
        return switch (client) {
            case PRODUCER -> ConnectorKeys.PRODUCER_OVERRIDE;
            case CONSUMER -> ConnectorKeys.CONSUMER_OVERRIDE;
            case ADMIN -> ConnectorKeys.ADMIN_OVERRIDE;
        };
    }

    private static Map<String, ConfigDef.ConfigKey> keys(ClientType client) {
        // A first touch of these classes under a foreign context class loader would spoil their defaults for good.
        try (PluginScope kafka = PluginScope.enter(ConfigDef.class.getClassLoader())) {
            return switch (client) {
                case PRODUCER -> ProducerConfig.configDef().configKeys();
                case CONSUMER -> ConsumerConfig.configDef().configKeys();
                case ADMIN -> AdminClientConfig.configDef().configKeys();
            };
        }
    }
}
