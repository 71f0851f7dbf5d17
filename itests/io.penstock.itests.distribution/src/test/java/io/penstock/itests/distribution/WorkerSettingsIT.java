package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.RestAnswer;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.Worker;
import io.penstock.itests.distribution.harness.WorkerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings of worker and connectors whose effect is seen in Kafka. */
class WorkerSettingsIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final String SECRET = "swordfish-in-the-lake";

    private static WorkerSetup setup;
    private static Worker worker;
    private static RestClient rest;
    private static Path secrets;

    @BeforeAll
    static void start() throws IOException {
        secrets = LAB.directory().resolve("secrets.properties");
        Files.writeString(secrets, "topic=" + LAB.topic("from-a-file") + "\npassword=" + SECRET + "\n");
        setup = LAB.worker("worker")
                .property("connector.client.config.override.policy", "Allowlist")
                .property("connector.client.config.override.allowlist", "compression.type,linger.ms")
                .property("config.providers", "file")
                .property("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider")
                .property("an.unknown.key", "1");
        worker = setup.start();
        rest = worker.rest();
    }

    @Test
    void thePolicyLetsWhatItListsPassAndNothingElse() {
        Map<String, String> config = new HashMap<>(datagen(LAB.topic("allowed")));
        config.put("producer.override.linger.ms", "5");
        rest.create("allowed", config);
        rest.awaitRunning("allowed", 1);
        config.put("producer.override.max.request.size", "5000");
        RestAnswer refused = rest.put("/connectors/allowed/config", config);
        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.message()).contains("max.request.size");
        assertThat(rest.states("allowed")).isEqualTo("RUNNING [RUNNING]");
        assertThat(rest.delete("/connectors/allowed").status()).isEqualTo(204);
    }

    @Test
    void topicsAreMadeAsTheirGroupsSay() {
        String compact = LAB.topic("compact");
        Map<String, String> config = new TreeMap<>(datagen(compact));
        config.put("topic.creation.default.partitions", "2");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("topic.creation.groups", "compacted");
        config.put("topic.creation.compacted.include", "compact.*");
        config.put("topic.creation.compacted.partitions", "5");
        config.put("topic.creation.compacted.cleanup.policy", "compact");
        rest.create("compact", config);
        String other = LAB.topic("other");
        config.put("topic", other);
        rest.create("other", config);
        Waiting.soon("records")
                .until(() -> LAB.topics().count(compact) > 0 && LAB.topics().count(other) > 0);
        assertThat(LAB.topics().describe(compact).orElseThrow().partitions()).hasSize(5);
        assertThat(LAB.topics().setting(compact, "cleanup.policy")).isEqualTo("compact");
        assertThat(LAB.topics().describe(other).orElseThrow().partitions()).hasSize(2);
        assertThat(LAB.topics().setting(other, "cleanup.policy")).isEqualTo("delete");
    }

    @Test
    void variablesAreResolvedForTheConnectorAndForNobodyElse() throws IOException {
        Map<String, String> config = new HashMap<>(datagen("${file:" + secrets + ":topic}"));
        config.put("producer.override.linger.ms", "3");
        config.put("my.password", "${file:" + secrets + ":password}");
        rest.create("variables", config);
        rest.awaitRunning("variables", 1);
        String topic = Files.readAllLines(secrets).get(0).substring("topic=".length());
        Waiting.soon("records").until(() -> LAB.topics().count(topic) > 0);
        assertThat(rest.get("/connectors/variables/config").body().toString())
                .contains("${file:")
                .doesNotContain(SECRET);
        assertThat(rest.get("/connectors/variables/tasks").body().toString()).doesNotContain(SECRET);
        assertThat(worker.output()).doesNotContain(SECRET);
        try (var files = Files.walk(setup.data().resolve("store"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(SECRET);
            }
        }
    }

    @Test
    void anUnknownWorkerKeyIsNamedInTheLogAndNothingMore() {
        assertThat(worker.output()).contains("an.unknown.key");
        assertThat(rest.get("/health").status()).isEqualTo(200);
    }

    private static Map<String, String> datagen(String topic) {
        return Map.of("connector.class", "DatagenSource", "topic", topic, "dataset", "clicks", "rate", "50");
    }
}
