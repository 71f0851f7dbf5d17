package io.penstock.itests.distribution.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Finished;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.Worker;
import io.penstock.itests.distribution.harness.WorkerSetup;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Java client that others wrote for Apache's worker, as it is published, goes through a connector's life. */
class PublishedClientIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final String PASSWORD = "change-it-later";
    private static final int RECORDS = 1000;

    @Test
    void itSeesAConnectorThroughItsLife() {
        Worker worker = LAB.worker("plain").start();
        assertDone(client(Map.of("url", worker.rest().url())));
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

        Map<String, String> stranger = new HashMap<>();
        stranger.put("url", url);
        stranger.put("trust", secrets.resolve("client-trusts.p12").toString());
        stranger.put("password", PASSWORD);
        stranger.put("user", "operator");
        stranger.put("secret", "s3cret");
        Finished withoutCertificate = client(stranger);
        assertThat(withoutCertificate.exitCode()).isNotZero();
        assertThat(withoutCertificate.output()).doesNotContain("UnauthorizedRequestException");

        Map<String, String> nobody = new HashMap<>(stranger);
        nobody.put("keys", client.toString());
        nobody.put("secret", "guessed");
        Finished withoutPassword = client(nobody);
        assertThat(withoutPassword.exitCode()).isNotZero();
        assertThat(withoutPassword.output()).contains("UnauthorizedRequestException");

        Map<String, String> operator = new HashMap<>(nobody);
        operator.put("secret", "s3cret");
        assertDone(client(operator));
    }

    private static Finished client(Map<String, String> settings) {
        Path home = Path.of(System.getProperty("published.client", "../io.penstock.published.client/target"));
        String topic = LAB.topic("client");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        settings.forEach((key, value) -> command.add("-Dclient." + key + "=" + value));
        command.add("-Dclient.topic=" + topic);
        command.add("-Dclient.file=" + LAB.directory().resolve(topic + ".txt"));
        command.add("-Dclient.records=" + RECORDS);
        command.add("-cp");
        command.add(home.resolve("classes") + File.pathSeparator + home.resolve("lib/*"));
        command.add("io.penstock.published.client.Lifecycle");
        return LAB.run(new ProcessBuilder(command));
    }

    private static void assertDone(Finished client) {
        assertThat(client.output()).endsWith("done\n");
        assertThat(client.exitCode()).isZero();
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
