package io.penstock.converters.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.converters.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigRequest;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigRequest.ClientType;
import org.apache.kafka.connect.health.ConnectorType;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each policy beside Apache's, over every key that a Kafka client knows and some that none does. */
class PolicyDifferentialTest {

    private static final String ALLOWLIST = "connector.client.config.override.allowlist";

    record Pair(ConnectorClientConfigOverridePolicy ours, ConnectorClientConfigOverridePolicy theirs) {
        @Override
        public String toString() {
            return ours.getClass().getSimpleName();
        }
    }

    static Stream<Pair> pairs() {
        return Stream.of(
                new Pair(new AllOverridePolicy(), apaches("All")),
                new Pair(new NoneOverridePolicy(), apaches("None")),
                new Pair(new PrincipalOverridePolicy(), apaches("Principal")),
                new Pair(new AllowlistOverridePolicy(), apaches("Allowlist")));
    }

    /** By name, as Apache's Principal is deprecated and would not compile without a warning. */
    private static ConnectorClientConfigOverridePolicy apaches(String alias) {
        String name = ConnectorClientConfigOverridePolicy.class.getPackageName() + "." + alias
                + ConnectorClientConfigOverridePolicy.class.getSimpleName();
        try {
            return (ConnectorClientConfigOverridePolicy)
                    Class.forName(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Worker configurations, right and wrong. */
    static List<Map<String, Object>> workerConfigs() {
        Map<String, Object> nulled = new HashMap<>();
        nulled.put(ALLOWLIST, null);
        return List.of(
                Map.of(),
                nulled,
                Map.of(ALLOWLIST, ""),
                Map.of(ALLOWLIST, "acks"),
                Map.of(ALLOWLIST, " acks , linger.ms,sasl.jaas.config"),
                Map.of(ALLOWLIST, List.of("acks", "max.poll.records")),
                Map.of(ALLOWLIST, "acks,acks"),
                Map.of(ALLOWLIST, "acks,,linger.ms"),
                Map.of(ALLOWLIST, ","),
                Map.of(ALLOWLIST, 5),
                Map.of(ALLOWLIST, "ACKS", "bootstrap.servers", "localhost:9092"));
    }

    private static Map<String, Object> clientProps() {
        Set<String> keys = new TreeSet<>(ProducerConfig.configNames());
        keys.addAll(ConsumerConfig.configNames());
        keys.addAll(AdminClientConfig.configNames());
        keys.addAll(List.of("no.such.key", "", "ACKS", "producer.override.acks", ALLOWLIST));
        Map<String, Object> props = new LinkedHashMap<>();
        for (String key : keys) {
            props.put(key, props.size() % 5 == 0 ? null : "value " + props.size());
        }
        return props;
    }

    private static ConnectorClientConfigRequest request(ClientType type, Map<String, Object> props) {
        return new ConnectorClientConfigRequest("c", ConnectorType.SINK, SinkConnector.class, props, type);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void judgesEveryKeyOfEveryClientAlikeUnderEveryWorkerConfig(Pair unused) throws Exception {
        for (Map<String, Object> worker : workerConfigs()) {
            Pair pair = freshLike(unused);
            assertThat(configured(pair.ours(), worker)).as("%s", worker).isEqualTo(configured(pair.theirs(), worker));
            assertSameVerdicts(pair, worker);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void judgesAlikeWithoutBeingConfigured(Pair pair) {
        assertSameVerdicts(pair, Map.of());
    }

    private static Pair freshLike(Pair pair) {
        return pairs().filter(p -> p.ours().getClass() == pair.ours().getClass())
                .findFirst()
                .orElseThrow();
    }

    private static String configured(ConnectorClientConfigOverridePolicy policy, Map<String, Object> worker) {
        return Outcome.of(() -> {
            policy.configure(worker);
            return "taken";
        });
    }

    private static void assertSameVerdicts(Pair pair, Map<String, Object> worker) {
        for (ClientType type : ClientType.values()) {
            ConnectorClientConfigRequest request = request(type, clientProps());
            List<ConfigValue> ours = pair.ours().validate(request);
            assertThat(ours)
                    .as("%s for %s", worker, type)
                    .hasSizeGreaterThan(140)
                    .isEqualTo(pair.theirs().validate(request));
            // Whoever validates a connector goes on adding to these.
            ours.get(0).addErrorMessage("more");
            assertThat(ours.get(0).errorMessages()).endsWith("more");
            assertThat(pair.ours().validate(request(type, Map.of()))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void looksTheSameFromOutside(Pair pair) throws Exception {
        assertThat(pair.ours().version()).isEqualTo(pair.theirs().version()).isEqualTo("4.3.1");
        assertThat(pair.ours().config().names())
                .isEqualTo(pair.theirs().config().names());
        pair.ours().close();
    }

    /** Apache deprecates Principal on the ground that Allowlist can do the same; the warning says with which keys. */
    @Test
    void allowlistOfThePrincipalsKeysIsThePrincipalPolicy() throws Exception {
        AllowlistOverridePolicy allowlist = new AllowlistOverridePolicy();
        allowlist.configure(Map.of(ALLOWLIST, "sasl.jaas.config,sasl.mechanism,security.protocol"));
        PrincipalOverridePolicy principal = new PrincipalOverridePolicy();
        ConnectorClientConfigRequest request = request(ClientType.PRODUCER, clientProps());

        assertThat(refused(allowlist, request)).isEqualTo(refused(principal, request));
        assertThat(refused(principal, request))
                .contains("acks", "sasl.login.class")
                .doesNotContainAnyElementsOf(Arrays.asList("sasl.jaas.config", "sasl.mechanism", "security.protocol"));
        allowlist.close();
        principal.close();
    }

    private static List<String> refused(
            ConnectorClientConfigOverridePolicy policy, ConnectorClientConfigRequest request) {
        return policy.validate(request).stream()
                .filter(v -> !v.errorMessages().isEmpty())
                .map(ConfigValue::name)
                .toList();
    }
}
