package io.penstock.converters.policy;

import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/** No client setting may be overridden. */
@Component(
        service = ConnectorClientConfigOverridePolicy.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        properties = "OSGI-INF/plugin.properties",
        property =
                "penstock.plugin.class=org.apache.kafka.connect.connector.policy.NoneConnectorClientConfigOverridePolicy")
public final class NoneOverridePolicy extends OverridePolicy {

    @Override
    String alias() {
        return "None";
    }

    @Override
    boolean allows(String key) {
        return false;
    }
}
