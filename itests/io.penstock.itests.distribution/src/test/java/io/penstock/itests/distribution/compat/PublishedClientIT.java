package io.penstock.itests.distribution.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.itests.distribution.harness.Finished;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.Worker;
import io.penstock.itests.distribution.harness.WorkerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sourcelab.kafka.connect.apiclient.Configuration;
import org.sourcelab.kafka.connect.apiclient.KafkaConnectClient;
import org.sourcelab.kafka.connect.apiclient.request.dto.ConnectorPlugin;
import org.sourcelab.kafka.connect.apiclient.request.dto.ConnectorPluginConfigDefinition;
import org.sourcelab.kafka.connect.apiclient.request.dto.ConnectorStatus;
import org.sourcelab.kafka.connect.apiclient.request.dto.NewConnectorDefinition;
import org.sourcelab.kafka.connect.apiclient.request.post.PostConnectorRestart;
import org.sourcelab.kafka.connect.apiclient.rest.exceptions.InvalidRequestException;
import org.sourcelab.kafka.connect.apiclient.rest.exceptions.ResourceNotFoundException;
import org.sourcelab.kafka.connect.apiclient.rest.exceptions.UnauthorizedRequestException;

/** A Java client that others wrote for Apache's worker, as it is published, goes through a connector's life. */
class PublishedClientIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final String PASSWORD = "change-it-later";
    private static final int RECORDS = 1000;

    @Test
    void itSeesAConnectorThroughItsLife() throws IOException {
        Worker worker = LAB.worker("plain").start();
        live(new KafkaConnectClient(new Configuration(worker.rest().url())));
    }

    @Test
    void itSpeaksTlsWithCertificatesOnBothSidesAndBasicAuthentication() throws IOException {
        Path secrets = Files.createDirectories(LAB.directory().resolve("secrets"));
        Path server = keyPair(secrets, "server");
        Path client = keyPair(secrets, "client");
        trust(secrets, "server", "client");
        trust(secrets, "client", "server");
        Path users = Files.writeString(secrets.resolve("users.properties"), "operator=s3cret\n");
        Path jaas = Files.writeString(
                secrets.resolve("jaas.conf"),
                "KafkaConnect { org.apache.kafka.connect.rest.basic.auth.extension.PropertyFileLoginModule required file=\""
                        + users + "\"; };\n");
        WorkerSetup setup = LAB.worker("secure")
                .property("listeners", "https://127.0.0.1:0")
                .property("listeners.https.ssl.keystore.location", server.toString())
                .property("listeners.https.ssl.keystore.type", "PKCS12")
                .property("listeners.https.ssl.keystore.password", PASSWORD)
                .property("listeners.https.ssl.key.password", PASSWORD)
                .property(
                        "listeners.https.ssl.truststore.location",
                        secrets.resolve("server-trusts.p12").toString())
                .property("listeners.https.ssl.truststore.type", "PKCS12")
                .property("listeners.https.ssl.truststore.password", PASSWORD)
                .property("listeners.https.ssl.client.auth", "required")
                .property(
                        "rest.extension.classes",
                        "org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension");
        setup.addJavaOpts("-Djava.security.auth.login.config=" + jaas);
        String url = setup.start().rest().url();
        assertThat(url).startsWith("https://");

        Configuration secure = new Configuration(url)
                .useTrustStore(secrets.resolve("client-trusts.p12").toFile(), PASSWORD)
                .useKeyStore(client.toFile(), PASSWORD);
        assertThatThrownBy(() -> new KafkaConnectClient(secure).getConnectors())
                .isInstanceOf(UnauthorizedRequestException.class);
        live(new KafkaConnectClient(secure.useBasicAuth("operator", "s3cret")));

        Configuration stranger = new Configuration(url)
                .useTrustStore(secrets.resolve("client-trusts.p12").toFile(), PASSWORD)
                .useBasicAuth("operator", "s3cret");
        assertThatThrownBy(() -> new KafkaConnectClient(stranger).getConnectors())
                .isNotInstanceOf(UnauthorizedRequestException.class);
    }

    private static void live(KafkaConnectClient client) throws IOException {
        assertThat(client.getConnectServerVersion().getVersion()).startsWith("4.3.1");
        assertThat(client.getConnectorPlugins().stream().map(ConnectorPlugin::getClassName))
                .contains("org.apache.kafka.connect.file.FileStreamSinkConnector");
        String topic = LAB.topic("client");
        Path out = LAB.directory().resolve(topic + ".txt");
        Map<String, String> source =
                Map.of("connector.class", "DatagenSource", "dataset", "users", "topic", topic, "count", "" + RECORDS);
        assertThat(client.validateConnectorPluginConfig(new ConnectorPluginConfigDefinition("DatagenSource", source))
                        .getErrorCount())
                .isOne(); // the name is missing
        assertThatThrownBy(() -> client.addConnector(
                        new NewConnectorDefinition("source", Map.of("connector.class", "DatagenSource"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("topic");
        assertThat(client.addConnector(new NewConnectorDefinition("source", source))
                        .getType())
                .isEqualTo("source");
        client.addConnector(new NewConnectorDefinition(
                "sink", Map.of("connector.class", "FileStreamSink", "topics", topic, "file", out.toString())));
        awaitStates(client, "sink", "RUNNING", "RUNNING");
        Waiting.soon("all records are in the file")
                .until(() -> Files.exists(out) && Files.readAllLines(out).size() == RECORDS);
        assertThat(client.getConnectorTopics("source").getTopics()).containsExactly(topic);
        assertThat(client.getConnectorTopics("sink").getTopics()).containsExactly(topic);
        assertThat(client.resetConnectorTopics("sink")).isTrue();
        assertThat(client.getConnectorsWithAllExpandedMetadata().getConnectorNames())
                .contains("source", "sink");

        assertThat(client.pauseConnector("sink")).isTrue();
        awaitStates(client, "sink", "PAUSED", "PAUSED");
        assertThat(client.resumeConnector("sink")).isTrue();
        awaitStates(client, "sink", "RUNNING", "RUNNING");
        assertThat(client.restartConnector("sink")).isTrue();
        assertThat(client.restartConnector(new PostConnectorRestart("sink").withIncludeTasks(true)))
                .isTrue();
        awaitStates(client, "sink", "RUNNING", "RUNNING");
        assertThat(client.restartConnectorTask("sink", 0)).isTrue();
        awaitStates(client, "sink", "RUNNING", "RUNNING");
        assertThat(client.getConnectorTaskStatus("sink", 0).getId()).isZero();
        assertThat(client.getConnectorTasks("sink")).hasSize(1);
        assertThat(client.stopConnector("sink")).isTrue();
        awaitStates(client, "sink", "STOPPED");

        assertThat(client.updateConnectorConfig("source", with(source, "tasks.max", "2"))
                        .getConfig())
                .containsEntry("tasks.max", "2");
        assertThat(client.deleteConnector("sink")).isTrue();
        assertThat(client.deleteConnector("source")).isTrue();
        assertThatThrownBy(() -> client.getConnector("sink")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(client.getConnectors()).isEmpty();
        assertThat(Files.readAllLines(out)).hasSize(RECORDS);
    }

    private static void awaitStates(KafkaConnectClient client, String name, String... states) {
        Waiting.soon(name + " is " + List.of(states)).until(() -> {
            ConnectorStatus status = client.getConnectorStatus(name);
            List<String> found = new ArrayList<>(List.of(status.getConnector().get("state")));
            status.getTasks().forEach(task -> found.add(task.getState()));
            return found.equals(List.of(states));
        });
    }

    private static Map<String, String> with(Map<String, String> config, String key, String value) {
        Map<String, String> changed = new java.util.HashMap<>(config);
        changed.put(key, value);
        return changed;
    }

    private static Path keyPair(Path directory, String name) {
        Path store = directory.resolve(name + ".p12");
        keytool("-genkeypair -alias " + name + " -keyalg EC -dname CN=127.0.0.1 -ext san=ip:127.0.0.1 -keystore "
                + store);
        keytool("-exportcert -alias " + name + " -keystore " + store + " -file " + directory.resolve(name + ".crt"));
        return store;
    }

    private static void trust(Path directory, String who, String whom) {
        keytool("-importcert -noprompt -alias " + whom + " -file " + directory.resolve(whom + ".crt") + " -keystore "
                + directory.resolve(who + "-trusts.p12"));
    }

    private static void keytool(String arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of((arguments + " -storetype PKCS12 -storepass " + PASSWORD).split(" ")));
        Finished finished = LAB.run(new ProcessBuilder(command));
        assertThat(finished.exitCode()).as(finished.output()).isZero();
    }
}
