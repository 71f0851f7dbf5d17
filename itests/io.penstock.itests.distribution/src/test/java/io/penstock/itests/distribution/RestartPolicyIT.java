package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.PluginJar;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Sequence;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.Worker;
import io.penstock.itests.distribution.harness.WorkerSetup;
import io.penstock.itests.distribution.plugin.gated.GatedSource;
import io.penstock.itests.distribution.plugin.gated.GatedSourceTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What fails because of something outside comes back when that is mended, if it has a restart policy. */
class RestartPolicyIT {

    private static final int COUNT = 500;

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static Worker worker;
    private static RestClient rest;

    @BeforeAll
    static void start() {
        WorkerSetup setup = LAB.worker("worker");
        new PluginJar("itests.gated", "1.0.0")
                .connectors(GatedSource.class)
                .with(GatedSourceTask.class)
                .into(setup.deploy());
        worker = setup.start();
        rest = worker.rest();
    }

    private static Map<String, String> policy(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "errors.restart.policy", "backoff",
                "errors.restart.initial.delay.ms", "100",
                "errors.restart.max.delay.ms", "1000"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static Map<String, String> sink(String topic, OutputFile file, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(more);
        config.put("connector.class", "FileStreamSink");
        config.put("topics", topic);
        config.put("file", file.toString());
        config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }

    private static String filled(String name) {
        String topic = LAB.topic(name);
        LAB.topics().create(topic, 1);
        LAB.topics()
                .send(
                        topic,
                        IntStream.range(0, COUNT).mapToObj(Integer::toString).toList());
        return topic;
    }

    /** Waits until the connector or its first task has a state, and its policy is as wanted. */
    private static JsonNode await(String name, String pointer, String state, String what, Predicate<JsonNode> wanted) {
        return Waiting.soon(name + " " + what)
                .until(
                        () -> rest.status(name).at(pointer),
                        part -> part.path("state").asText().equals(state) && wanted.test(part.path("restarts")));
    }

    private static boolean waitsForAThird(JsonNode restarts) {
        return restarts.path("attempt").asInt() >= 3 && restarts.has("next");
    }

    private static boolean isGivenUp(JsonNode restarts) {
        return restarts.path("given_up").asBoolean();
    }

    private static boolean isZero(JsonNode restarts) {
        return restarts.path("attempt").asInt(-1) == 0 && !restarts.has("reason");
    }

    private static String task(String name) {
        return rest.status(name).at("/tasks/0/state").asText();
    }

    private static void awaitDelivered(String name, String topic, OutputFile file) {
        Waiting.soon("all records are in the file").until(() -> file.lines() == COUNT);
        Waiting.soon("all offsets are committed")
                .until(() -> LAB.topics().committed("connect-" + name, topic) == COUNT);
        assertThat(file.all())
                .containsExactlyElementsOf(
                        IntStream.range(0, COUNT).mapToObj(Integer::toString).toList());
    }

    @Test
    void aSinkComesBackWhenItsDirectoryIsThere() throws IOException {
        String topic = filled("back");
        Path directory = LAB.directory().resolve("mounted/later");
        OutputFile file = new OutputFile(directory.resolve("back.txt"));
        OutputFile other = new OutputFile(directory.resolve("without.txt"));
        rest.create("without", sink(topic, other, Map.of()));
        rest.create("back", sink(topic, file, policy()));

        JsonNode failed = await("back", "/tasks/0", "FAILED", "waits", RestartPolicyIT::waitsForAThird);
        assertThat(failed.path("trace").asText()).contains("NoSuchFileException");
        assertThat(failed.at("/restarts/reason").asText()).contains("NoSuchFileException");
        assertThat(failed.at("/restarts/max").asInt()).isEqualTo(-1);
        assertThat(Instant.parse(failed.at("/restarts/next").asText()))
                .isBefore(Instant.now().plusSeconds(60));
        assertThat(rest.status("back").at("/connector/restarts/attempt").asInt(-1))
                .isZero();
        assertThat(LAB.topics().committed("connect-back", topic)).isZero();

        Files.createDirectories(directory);
        awaitDelivered("back", topic, file);
        rest.awaitRunning("back", 1);
        assertThat(rest.status("back").at("/tasks/0").has("trace")).isFalse();

        assertThat(rest.states("without")).isEqualTo("RUNNING [FAILED]");
        assertThat(rest.status("without").toString()).doesNotContain("restarts");
        assertThat(LAB.topics().committed("connect-without", topic)).isZero();
        assertThat(rest.post("/connectors/without/tasks/0/restart", null).status())
                .isEqualTo(204);
        awaitDelivered("without", topic, other);
    }

    @Test
    void aSourceAndItsConnectorComeBackAndGoOnWhereTheyWere() throws IOException {
        String topic = LAB.topic("gated");
        Path start = LAB.directory().resolve("gate.start");
        Path half = LAB.directory().resolve("gate.half");
        Map<String, String> config = policy("errors.restart.reset.after.ms", "2000");
        config.put("connector.class", GatedSource.class.getName());
        config.put("topic", topic);
        config.put("count", Integer.toString(COUNT));
        config.put("gate.start", start.toString());
        config.put("gate.half", half.toString());
        rest.create("gated", config);

        await("gated", "/connector", "FAILED", "waits", RestartPolicyIT::waitsForAThird);
        assertThat(rest.status("gated").path("tasks")).isEmpty();

        Files.createFile(start);
        await("gated", "/tasks/0", "FAILED", "waits", RestartPolicyIT::waitsForAThird);
        assertThat(LAB.topics().count(topic)).isEqualTo(COUNT / 2);

        Files.createFile(half);
        Waiting.soon("all records").until(() -> LAB.topics().count(topic) == COUNT);
        rest.awaitRunning("gated", 1);
        Sequence numbers = new Sequence();
        LAB.topics()
                .read(
                        topic,
                        record -> numbers.add(Integer.parseInt(new String(record.value(), StandardCharsets.UTF_8))));
        assertThat(numbers.isComplete(COUNT)).as("%s", numbers).isTrue();
        assertThat(numbers.duplicates()).isZero();
        await("gated", "/tasks/0", "RUNNING", "counts from 0 again", RestartPolicyIT::isZero);
        await("gated", "/connector", "RUNNING", "counts from 0 again", RestartPolicyIT::isZero);
    }

    @Test
    void whatWouldFailAgainIsNotRestartedAndSaysSo() {
        String topic = LAB.topic("garbled");
        LAB.topics().create(topic, 1);
        LAB.topics().send(topic, List.of("no json"));
        OutputFile file = new OutputFile(LAB.directory().resolve("garbled.txt"));
        Map<String, String> config = sink(topic, file, policy());
        config.remove("value.converter");
        rest.create("garbled", config);

        JsonNode failed = await("garbled", "/tasks/0", "FAILED", "is given up", RestartPolicyIT::isGivenUp);
        assertThat(failed.at("/restarts/attempt").asInt()).isZero();
        assertThat(failed.at("/restarts/reason").asText())
                .contains("the same record would fail again", "DataException");
        assertThat(worker.shell("why", "garbled")).contains("has failed for good");
        assertThat(worker.shell("status", "garbled")).contains("RESTARTS", "0, given up");
        assertThat(worker.log()).contains("Task garbled-0 has failed and is not restarted by itself");
        assertThat(task("garbled")).isEqualTo("FAILED");
    }

    @Test
    void givesUpAfterTheLastAttemptUntilItIsRestartedByOrder() throws IOException {
        String topic = filled("twice");
        Path directory = LAB.directory().resolve("missing");
        OutputFile file = new OutputFile(directory.resolve("twice.txt"));
        rest.create("twice", sink(topic, file, policy("errors.restart.max.attempts", "2")));

        JsonNode failed = await("twice", "/tasks/0", "FAILED", "is given up", RestartPolicyIT::isGivenUp);
        assertThat(failed.path("trace").asText()).contains("NoSuchFileException");
        assertThat(failed.at("/restarts/attempt").asInt()).isEqualTo(2);
        assertThat(failed.at("/restarts/reason").asText()).isEqualTo("it was restarted 2 times in a row in vain");
        assertThat(worker.log())
                .contains("it is restarted at", "(attempt 1 of 2)", "(attempt 2 of 2)")
                .doesNotContain("attempt 3 of 2");

        Files.createDirectories(directory);
        assertThat(task("twice")).isEqualTo("FAILED");
        assertThat(rest.post("/connectors/twice/restart?includeTasks=true&onlyFailed=true", null)
                        .status())
                .isEqualTo(202);
        awaitDelivered("twice", topic, file);
        await("twice", "/tasks/0", "RUNNING", "counts from 0 again", RestartPolicyIT::isZero);
    }
}
