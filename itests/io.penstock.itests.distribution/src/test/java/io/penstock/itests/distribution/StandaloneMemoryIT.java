package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.itests.distribution.harness.Finished;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.RestAnswer;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.Worker;
import io.penstock.itests.distribution.harness.WorkerSetup;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a standalone worker was told over REST is there again after it ended, however it ended. */
class StandaloneMemoryIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    @Test
    void connectorsStatesAndOffsetsSurviveAKillAndARestart() throws IOException {
        WorkerSetup setup = LAB.worker("memory");
        Path input = LAB.directory().resolve("lines.txt");
        Files.writeString(input, lines(0, 1000));
        String topic = LAB.topic("lines");
        LAB.topics().create(topic, 1);

        Worker worker = setup.start();
        RestClient rest = worker.rest();
        rest.create("lines", fileSource(input, topic));
        rest.create("pauses", datagen(LAB.topic("pauses")));
        rest.create("stops", datagen(LAB.topic("stops")));
        rest.create("fails", unconvertible(LAB.topic("fails")));
        // Paused before it has told what tasks it has, it would have none until it is resumed.
        rest.awaitRunning("pauses", 1);
        assertThat(rest.put("/connectors/pauses/pause", null).status()).isEqualTo(202);
        assertThat(rest.put("/connectors/stops/stop", null).status()).isEqualTo(204);
        Waiting.soon("all lines").until(() -> LAB.topics().count(topic) == 1000);
        awaitTheFour(rest);
        Map<String, JsonNode> configs = configs(rest);
        // The lines are safe once their offset is in the journal, which a flush every half second sees to.
        Path offsets = setup.data().resolve("store/offsets.journal");
        Waiting.soon("the position of the last line is stored")
                .until(() -> new String(Files.readAllBytes(offsets), StandardCharsets.ISO_8859_1)
                        .contains("\"position\":" + Files.size(input)));
        worker.kill();

        Files.writeString(input, lines(1000, 1500), StandardOpenOption.APPEND);
        worker = setup.start();
        rest = worker.rest();
        assertThat(configs(rest)).isEqualTo(configs);
        awaitTheFour(rest);
        Waiting.soon("the new lines").until(() -> LAB.topics().count(topic) >= 1500);
        worker.stop();

        Files.writeString(input, lines(1500, 1600), StandardOpenOption.APPEND);
        worker = setup.start();
        rest = worker.rest();
        assertThat(configs(rest)).isEqualTo(configs);
        awaitTheFour(rest);
        Waiting.soon("the last lines").until(() -> LAB.topics().count(topic) >= 1600);
        assertThat(rest.put("/connectors/stops/resume", null).status()).isEqualTo(202);
        rest.awaitRunning("stops", 1);
        worker.stop();

        List<String> arrived =
                LAB.topics().read(topic).stream().map(StandaloneMemoryIT::text).toList();
        assertThat(arrived)
                .containsExactlyElementsOf(
                        lines(0, 1600).lines().map(line -> '"' + line + '"').toList());
    }

    @Test
    void aDamagedStoreIsRefusedByNameAndIsTakenAgainOnceMended() throws IOException {
        WorkerSetup setup = LAB.worker("damage");
        String topic = LAB.topic("damage");
        Worker worker = setup.start();
        worker.rest().create("source", datagen(topic));
        worker.rest().awaitRunning("source", 1);
        Waiting.soon("records").until(() -> LAB.topics().count(topic) > 20);
        worker.stop();

        for (String store : List.of("configs.journal", "statuses.journal", "offsets.journal")) {
            Path file = setup.data().resolve("store").resolve(store);
            byte[] intact = Files.readAllBytes(file);
            byte[] damaged = intact.clone();
            damaged[intact.length / 2] ^= 0x20;
            Files.write(file, damaged);
            Finished refused = setup.startInVain();
            assertThat(refused.exitCode()).as(refused.output()).isEqualTo(6);
            assertThat(refused.output())
                    .contains(file.toString(), "damaged at byte", "penstock.store.repair", "backup");
            assertThat(Files.readAllBytes(file)).as("left as it was").isEqualTo(damaged);
            Files.write(file, intact);
        }
        Worker again = setup.start();
        again.rest().awaitRunning("source", 1);
        again.stop();
    }

    @Test
    void offsetsOfApachesWorkerAreTakenOver() throws IOException {
        Path input = LAB.directory().resolve("apache.txt");
        Files.writeString(input, lines(0, 100));
        long position = lines(0, 60).length();
        HashMap<byte[], byte[]> apache = new HashMap<>();
        apache.put(
                ("[\"taken-over\",{\"filename\":\"" + input + "\"}]").getBytes(StandardCharsets.UTF_8),
                ("{\"position\":" + position + "}").getBytes(StandardCharsets.UTF_8));
        Path offsets = LAB.directory().resolve("connect.offsets");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(offsets))) {
            out.writeObject(apache);
        }
        String topic = LAB.topic("taken-over");
        LAB.topics().create(topic, 1);

        Worker worker = LAB.worker("apache")
                .property("offset.storage.file.filename", offsets.toString())
                .start();
        worker.rest().create("taken-over", fileSource(input, topic));
        Waiting.soon("the rest of the lines").until(() -> LAB.topics().count(topic) >= 40);
        worker.stop();

        assertThat(LAB.topics().read(topic).stream()
                        .map(StandaloneMemoryIT::text)
                        .toList())
                .containsExactlyElementsOf(
                        lines(60, 100).lines().map(line -> '"' + line + '"').toList());
    }

    /** A limit on the size of files is what a full disk is to a program that writes. */
    @Test
    void aFullDiskRefusesNewConnectorsAndStopsNothing() {
        WorkerSetup setup = LAB.worker("full");
        String topic = LAB.topic("full");
        Worker worker = setup.limits("ulimit -f 2048").start();
        RestClient rest = worker.rest();
        rest.create("beside", datagen(topic));
        rest.awaitRunning("beside", 1);

        int stored = 0;
        RestAnswer answer = createLarge(rest, stored);
        while (answer.status() == 201 && stored < 20) {
            stored++;
            answer = createLarge(rest, stored);
        }
        assertThat(stored).as("connectors until the disk was full").isBetween(1, 9);
        assertThat(answer.status()).as("%s", answer).isEqualTo(500);
        assertThat(answer.message()).contains("could not be stored", "Nothing was changed", "data directory");
        assertThat(rest.get("/connectors/large-" + stored).status()).isEqualTo(404);
        assertThat(worker.output()).doesNotContain("OutOfMemory");
        long before = LAB.topics().count(topic);
        Waiting.soon("records move on").until(() -> LAB.topics().count(topic) > before + 50);
        assertThat(rest.states("beside")).isEqualTo("RUNNING [RUNNING]");
        // What was refused has left nothing behind, so small things still fit.
        rest.create("small", datagen(LAB.topic("small")));
        rest.awaitRunning("small", 1);
        worker.kill();

        Worker again = setup.limits("").start();
        assertThat(again.rest().get("/connectors").body()).hasSize(stored + 2);
        again.rest().awaitRunning("small", 1);
        again.stop();
    }

    private static RestAnswer createLarge(RestClient rest, int number) {
        Map<String, String> config = new HashMap<>(datagen(LAB.topic("large")));
        config.put("description", "x".repeat(200_000));
        return rest.post(
                "/connectors", Map.of("name", "large-" + number, "config", config, "initial_state", "STOPPED"));
    }

    private static void awaitTheFour(RestClient rest) {
        rest.awaitRunning("lines", 1);
        rest.awaitStates("pauses", "PAUSED [PAUSED]");
        rest.awaitStates("stops", "STOPPED []");
        rest.awaitStates("fails", "RUNNING [FAILED]");
        assertThat(rest.traces("fails")).contains("Tolerance exceeded in error handler");
    }

    private static Map<String, JsonNode> configs(RestClient rest) {
        Map<String, JsonNode> configs = new HashMap<>();
        rest.get("/connectors?expand=info")
                .body()
                .properties()
                .forEach(each ->
                        configs.put(each.getKey(), each.getValue().path("info").path("config")));
        return configs;
    }

    private static String text(ConsumerRecord<byte[], byte[]> each) {
        return new String(each.value(), StandardCharsets.UTF_8);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    private static Map<String, String> fileSource(Path file, String topic) {
        return Map.of("connector.class", "FileStreamSource", "file", file.toString(), "topic", topic);
    }

    private static Map<String, String> datagen(String topic) {
        return Map.of("connector.class", "DatagenSource", "topic", topic, "dataset", "clicks", "rate", "100");
    }

    private static Map<String, String> unconvertible(String topic) {
        return Map.of(
                "connector.class", "DatagenSource", "topic", topic, "bad.every", "1", "bad.kind", "unconvertible");
    }
}
