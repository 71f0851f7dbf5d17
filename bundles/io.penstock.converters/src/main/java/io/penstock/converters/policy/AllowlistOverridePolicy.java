package io.penstock.converters.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Only the client settings named in the worker's {@code connector.client.config.override.allowlist} may be overridden;
 * none at all where the list is empty or missing (KIP-1188).
 */
@Component(
        service = ConnectorClientConfigOverridePolicy.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        properties = "OSGI-INF/plugin.properties",
        property =
                "penstock.plugin.class=org.apache.kafka.connect.connector.policy.AllowlistConnectorClientConfigOverridePolicy")
public final class AllowlistOverridePolicy extends OverridePolicy {

    static final String ALLOWLIST = "connector.client.config.override.allowlist";

    // Configured once by the worker's start-up thread, read by whoever validates a connector.
    private volatile Set<String> allowed = Set.of();

    /**
     * Takes the list from the worker's configuration.
     *
     * @throws ConfigException if the list names a key twice, an empty one, or is null
     */
    @Override
    public void configure(Map<String, ?> configs) {
        ConfigDef def = new ConfigDef()
                .define(
                        ALLOWLIST,
                        ConfigDef.Type.LIST,
                        List.of(),
                        ConfigDef.ValidList.anyNonDuplicateValues(true, false),
                        ConfigDef.Importance.MEDIUM,
                        "The client settings that connectors may override; none if empty.");
        allowed = Set.copyOf(new AbstractConfig(def, configs, false).getList(ALLOWLIST));
    }

    @Override
    String alias() {
        return "Allowlist";
    }

    @Override
    boolean allows(String key) {
        return allowed.contains(key);
    }
}
