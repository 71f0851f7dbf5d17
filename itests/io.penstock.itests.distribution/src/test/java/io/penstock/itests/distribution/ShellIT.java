package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Finished;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Worker;
import io.penstock.itests.distribution.harness.WorkerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The worker's console, reached by {@code penstock shell} as a script would. */
class ShellIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static WorkerSetup setup;
    private static Worker worker;
    private static RestClient rest;

    @BeforeAll
    static void startWithThreeConnectors() throws IOException {
        setup = LAB.worker("worker");
        worker = setup.start();
        rest = worker.rest();
        rest.create(
                "orders",
                Map.of(
                        "connector.class", "DatagenSource",
                        "tasks.max", "2",
                        "topic", LAB.topic("orders"),
                        "rate", "10"));
        rest.create("paused", fileSource("paused"));
        // Paused before it has told what tasks it has, it would have none until it is resumed.
        rest.awaitRunning("paused", 1);
        assertThat(rest.put("/connectors/paused/pause", null).status()).isEqualTo(202);
        rest.create("unconvertible", unconvertible());
        rest.awaitRunning("orders", 2);
        rest.awaitStates("paused", "PAUSED [PAUSED]");
        rest.awaitStates("unconvertible", "RUNNING [FAILED]");
    }

    @Test
    void listShowsEveryConnectorInALine() {
        assertThat(lines(worker.shell("connect:list")))
                .hasSize(4)
                .first()
                .asString()
                .matches("NAME +TYPE +STATE +TASKS +CLASS");
        assertThat(lines(worker.shell("connect:list")).subList(1, 4))
                .satisfiesExactly(
                        line -> assertThat(line).matches("orders +source +RUNNING +2 running +DatagenSource"),
                        line -> assertThat(line).matches("paused +source +PAUSED +1 paused +FileStreamSource"),
                        line -> assertThat(line).matches("unconvertible +source +RUNNING +1 failed +DatagenSource"));
    }

    @Test
    void statusShowsConnectorAndTasks() {
        List<String> lines = lines(worker.shell("connect:status", "orders"));
        String address = rest.url().replace("http://", "").replace(".", "\\.");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).matches("NAME +TYPE +STATE +VERSION +WORKER +TRACE");
        assertThat(lines.get(1)).matches("orders +source +RUNNING +\\S+ +" + address + " *");
        assertThat(lines.get(2)).matches("orders/0 +task +RUNNING +\\S+ +" + address + " *");
        assertThat(lines.get(3)).matches("orders/1 +task +RUNNING +\\S+ +" + address + " *");
    }

    @Test
    void statusShowsTheTraceOfAFailedTask() {
        String text = worker.shell("connect:status", "unconvertible", "--trace");
        assertThat(text)
                .contains("Trace of unconvertible/0:", "Tolerance exceeded in error handler")
                .containsPattern("unconvertible/0 +task +FAILED");
    }

    @Test
    void whyTellsThePlansReasons() {
        List<String> running = lines(worker.shell("connect:why", "orders"));
        assertThat(running.get(0)).matches("SUBJECT +ACTION +REASON");
        assertThat(running.get(1))
                .matches(
                        "connector orders +keep +runs as io\\.penstock\\.connect\\.datagen\\.DatagenSourceConnector .*");
        assertThat(running.get(2)).matches("task orders-0 +keep +runs");
        assertThat(running.get(3)).matches("task orders-1 +keep +runs");
        assertThat(worker.shell("connect:why", "paused"))
                .containsPattern("connector paused +keep +is PAUSED, as was asked for")
                .containsPattern("task paused-0 +keep +is paused, as was asked for");
        assertThat(worker.shell("connect:why", "unconvertible"))
                .containsPattern("task unconvertible-0 +keep +has failed; its status tells why");
    }

    @Test
    void pluginsAreListedWithTheirBundles() {
        String text = worker.shell("connect:plugins");
        assertThat(text)
                .containsPattern(
                        "io\\.penstock\\.connect\\.datagen\\.DatagenSourceConnector +source +\\S+ +DatagenSource")
                .containsPattern("org\\.apache\\.kafka\\.connect\\.file\\.FileStreamSinkConnector +sink +4\\.3\\.1")
                .contains("io.penstock.connect.file/");
        assertThat(worker.shell("connect:plugins", "--type", "converter"))
                .contains(
                        "org.apache.kafka.connect.json.JsonConverter",
                        "org.apache.kafka.connect.storage.StringConverter")
                .contains("org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    @Test
    void aConnectorLivesAndDiesInTheShell() throws IOException {
        Path file = LAB.directory().resolve("made.properties");
        Files.writeString(file, "name=made\nconnector.class=DatagenSource\ntopic=" + LAB.topic("made") + "\nrate=10\n");
        assertThat(worker.shell("connect:create", file.toString())).contains("Created connector made");
        rest.awaitRunning("made", 1);
        worker.shell("connect:pause", "made");
        rest.awaitStates("made", "PAUSED [PAUSED]");
        worker.shell("connect:resume", "made");
        rest.awaitRunning("made", 1);
        worker.shell("connect:config", "made", "tasks.max=2");
        rest.awaitRunning("made", 2);
        worker.shell("connect:stop", "made");
        rest.awaitStates("made", "STOPPED []");
        assertThat(worker.shell("connect:delete", "made")).contains("made");
        assertThat(rest.get("/connectors/made").status()).isEqualTo(404);
    }

    @Test
    void dumpShowsTheLiveTree() {
        assertThat(worker.shell("connect:dump")).contains("control loop", "orders", "task-thread-orders-0");
    }

    @Test
    void errorsAreReadableAndSetTheExitCode() {
        Finished unknown = setup.shell("connect:status", "nobody");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.output())
                .contains("No status found for connector nobody")
                .doesNotContain("\tat ");
        assertThat(setup.shell("connect:why", "nobody").output()).contains("Connector nobody not found");
        assertThat(setup.shell("connect:status", "--nonsense").exitCode()).isEqualTo(2);
        assertThat(setup.shell("connect:delete", "nobody").exitCode()).isEqualTo(1);
    }

    private static Map<String, String> fileSource(String name) throws IOException {
        Path file = LAB.directory().resolve(name + ".txt");
        Files.writeString(file, "a line\n");
        return Map.of("connector.class", "FileStreamSource", "file", file.toString(), "topic", LAB.topic(name));
    }

    private static Map<String, String> unconvertible() {
        return Map.of(
                "connector.class", "DatagenSource",
                "topic", LAB.topic("unconvertible"),
                "bad.every", "1",
                "bad.kind", "unconvertible");
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
