package io.penstock.itests.architecture.probe;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.management.ObjectName;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.security.authenticator.SaslClientCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.internals.OAuthBearerSaslClientProvider;
import org.apache.kafka.common.security.scram.internals.ScramSaslClientProvider;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.apache.kafka.common.utils.Time;

/** Uses JMX, SASL and TLS through Kafka's classes and tells what came of it. */
public final class SecurityProbe implements Callable<Map<String, String>> {

    private static final String[] LOADABLE = {
        "org.apache.kafka.common.metrics.JmxReporter",
        "org.apache.kafka.common.security.plain.PlainLoginModule",
        "org.apache.kafka.common.security.scram.ScramLoginModule",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler",
        "org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever",
        "org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator",
        "org.apache.kafka.common.security.kerberos.KerberosLogin",
        "org.apache.kafka.common.security.authenticator.SaslClientAuthenticator",
        "org.apache.kafka.common.security.ssl.DefaultSslEngineFactory",
        "org.apache.kafka.common.network.SaslChannelBuilder",
        "org.apache.kafka.common.network.SslChannelBuilder",
        "org.apache.kafka.common.telemetry.internals.ClientTelemetryReporter"
    };

    /** Made by the test through the framework. */
    public SecurityProbe() {}

    @Override
    public Map<String, String> call() throws Exception {
        Map<String, String> results = new LinkedHashMap<>();
        for (String name : LOADABLE) {
            Class<?> type = Class.forName(name, true, JmxReporter.class.getClassLoader());
            type.getDeclaredMethods(); // links what the signatures name
        }
        results.put("mbean", mbean());
        ScramSaslClientProvider.initialize();
        results.put("scram", mechanism("SCRAM-SHA-512"));
        OAuthBearerSaslClientProvider.initialize();
        results.put("oauth", mechanism("OAUTHBEARER"));
        try (DefaultSslEngineFactory tls = new DefaultSslEngineFactory()) {
            tls.configure(new AdminClientConfig(
                            Map.of("bootstrap.servers", "localhost:9093", "ssl.enabled.protocols", "TLSv1.3"))
                    .values());
            results.put(
                    "tls",
                    String.join(
                            ",",
                            tls.createClientSslEngine("localhost", 9093, "https")
                                    .getEnabledProtocols()));
        }
        return results;
    }

    private static String mbean() throws Exception {
        JmxReporter reporter = new JmxReporter();
        reporter.contextChange(new KafkaMetricsContext("penstock.probe"));
        try (Metrics metrics = new Metrics(new MetricConfig(), List.of(reporter), Time.SYSTEM)) {
            metrics.addMetric(metrics.metricName("level", "gauges"), (config, now) -> 12.5);
            Object value = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("penstock.probe:type=gauges"), "level");
            return String.valueOf(value);
        }
    }

    private static String mechanism(String name) throws Exception {
        SaslClient client = Sasl.createSaslClient(
                new String[] {name}, null, "kafka", "localhost", Map.of(), new SaslClientCallbackHandler());
        return client == null ? "none" : client.getMechanismName();
    }
}
