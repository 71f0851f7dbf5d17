package io.penstock.converters.policy;

import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/** Every client setting may be overridden; the worker's default since Kafka 3.0 (KIP-722). */
@Component(
        service = ConnectorClientConfigOverridePolicy.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        properties = "OSGI-INF/plugin.properties",
        property =
                "penstock.plugin.class=org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy")
public final class AllOverridePolicy extends OverridePolicy {

    @Override
    String alias() {
        return "All";
    }

    @Override
    boolean allows(String key) {
        return true;
    }
}
