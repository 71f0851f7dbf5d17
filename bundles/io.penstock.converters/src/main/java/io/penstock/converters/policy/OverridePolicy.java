package io.penstock.converters.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigRequest;

/** A policy that judges each setting by its key alone; the kind of client plays no part. */
abstract class OverridePolicy implements ConnectorClientConfigOverridePolicy {

    /** The policy's alias, for the error text. */
    abstract String alias();

    /** Whether a connector may set this client key (given without its {@code producer.override.} or other prefix). */
    abstract boolean allows(String key);

    /** The version of the Kafka that the worker runs on, as Apache's own policies say. */
    @Override
    public String version() {
        return AppInfoParser.getVersion();
    }

    /** Nothing to configure, unless a policy says otherwise. */
    @Override
    public void configure(Map<String, ?> configs) {}

    /** One value for each setting of the request, in its order, with an error where the setting is not allowed. */
    @Override
    public List<ConfigValue> validate(ConnectorClientConfigRequest request) {
        List<ConfigValue> judged = new ArrayList<>(request.clientProps().size());
        request.clientProps().forEach((key, value) -> {
            // Mutable lists: whoever validates a connector adds recommendations and errors of its own.
            ConfigValue one = new ConfigValue(key, value, new ArrayList<>(), new ArrayList<>());
            if (!allows(key)) {
                one.addErrorMessage("The '" + alias() + "' policy does not allow '" + key
                        + "' to be overridden in the connector configuration.");
            }
            judged.add(one);
        });
        return judged;
    }

    /** Nothing is held, so nothing is released. */
    @Override
    public void close() {}
}
