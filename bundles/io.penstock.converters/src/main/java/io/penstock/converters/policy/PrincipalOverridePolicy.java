package io.penstock.converters.policy;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connector may bring its own principal: {@code sasl.jaas.config}, {@code sasl.mechanism} and {@code security.protocol},
 * and nothing else. Deprecated by Apache in favour of Allowlist, which can do the same.
 */
@Component(
        service = ConnectorClientConfigOverridePolicy.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        properties = "OSGI-INF/plugin.properties",
        property =
                "penstock.plugin.class=org.apache.kafka.connect.connector.policy.PrincipalConnectorClientConfigOverridePolicy")
public final class PrincipalOverridePolicy extends OverridePolicy {

    private static final Logger log = LoggerFactory.getLogger(PrincipalOverridePolicy.class);

    private static final Set<String> PRINCIPAL = Set.of(
            SaslConfigs.SASL_JAAS_CONFIG, SaslConfigs.SASL_MECHANISM, CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);

    @Override
    public void configure(Map<String, ?> configs) {
        log.warn(
                "connector.client.config.override.policy=Principal is deprecated in Kafka; Allowlist with {}={} does the same",
                AllowlistOverridePolicy.ALLOWLIST,
                String.join(",", PRINCIPAL.stream().sorted().toList()));
    }

    @Override
    String alias() {
        return "Principal";
    }

    @Override
    boolean allows(String key) {
        return PRINCIPAL.contains(key);
    }
}
