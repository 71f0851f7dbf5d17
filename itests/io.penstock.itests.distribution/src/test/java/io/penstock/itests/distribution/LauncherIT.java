package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Finished;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.Worker;
import io.penstock.itests.distribution.harness.WorkerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code bin/penstock} as a user, a script or an init system calls it: what it prints and what it ends with. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static Worker withoutBroker;
    private static int closedPort;

    /** It takes the worker half a minute to give up, so it begins before the other tests, and is looked at after them. */
    @BeforeAll
    static void startWithoutABroker() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        withoutBroker = LAB.worker("without-broker", "127.0.0.1:" + closedPort).launch();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aBrokerThatDoesNotAnswer() {
        Finished finished = withoutBroker.awaitEnd();
        assertThat(finished.exitCode()).as(finished.output()).isEqualTo(5);
        assertThat(finished.output()).contains("127.0.0.1:" + closedPort, "bootstrap.servers");
    }

    @Test
    void helpAndVersion() {
        Finished help = LAB.run("help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("usage: penstock COMMAND", "--config FILE", "Exit codes:");
        Finished version = LAB.run("version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.output()).matches("penstock \\S+ \\(Java .*\\)\\s*");
    }

    @Test
    void badUsage() {
        Finished option = LAB.run("start", "--nonsense");
        assertThat(option.exitCode()).isEqualTo(1);
        assertThat(option.output()).contains("penstock start has no option --nonsense", "penstock help");
        Finished command = LAB.run("begin");
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.output()).contains("Unknown command begin");
    }

    @Test
    void aWorkerFileThatCannotBeRead() throws IOException {
        Path missing = LAB.directory().resolve("missing.properties");
        Finished none = LAB.run("start", "--config", missing.toString());
        assertThat(none.exitCode()).isEqualTo(3);
        assertThat(none.output()).contains(missing.toString(), "there is no such file");
        Finished directory = LAB.run("start", "--config", LAB.directory().toString());
        assertThat(directory.exitCode()).isEqualTo(3);
        assertThat(directory.output()).contains(LAB.directory().toString(), "it is a directory");
        Path garbled = LAB.directory().resolve("garbled.properties");
        Files.writeString(garbled, "listeners=http://127.0.0.1:0\nbootstrap.servers=\\u00zz\n");
        Finished line = LAB.run("start", "--config", garbled.toString());
        assertThat(line.exitCode()).isEqualTo(3);
        assertThat(line.output()).contains(garbled.toString(), "wrong in line 2");
    }

    @Test
    void aWorkerFileWithWrongSettings() {
        Finished number =
                LAB.worker("wrong").property("offset.flush.interval.ms", "soon").startInVain();
        assertThat(number.exitCode()).as(number.output()).isEqualTo(3);
        assertThat(number.output()).contains("offset.flush.interval.ms", "soon");
        Finished broker = LAB.worker("wrong").without("bootstrap.servers").startInVain();
        assertThat(broker.exitCode()).as(broker.output()).isEqualTo(3);
        assertThat(broker.output()).contains("bootstrap.servers");
    }

    @Test
    void aPortInUse() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            int port = socket.getLocalPort();
            Finished finished = LAB.worker("port")
                    .property("listeners", "http://127.0.0.1:" + port)
                    .startInVain();
            assertThat(finished.exitCode()).as(finished.output()).isEqualTo(4);
            assertThat(finished.output()).contains(Integer.toString(port), "listeners");
        }
    }

    @Test
    void commandsForAWorkerThatDoesNotRun() {
        WorkerSetup setup = LAB.worker("nobody");
        for (String command : new String[] {"status", "stop", "shell"}) {
            Finished finished = setup.run(command);
            assertThat(finished.exitCode()).as(command).isEqualTo(8);
            assertThat(finished.output())
                    .contains("No worker runs", setup.data().toString());
        }
    }

    @Test
    void aWorkerWithConnectorFilesSaysWhatItIsAndStopsWhenItIsTold() throws IOException {
        WorkerSetup setup = LAB.worker("files");
        String topic = LAB.topic("files");
        LAB.topics().create(topic, 1);
        OutputFile output = new OutputFile(LAB.directory().resolve("files.txt"));
        Path source = LAB.directory().resolve("source.properties");
        Files.writeString(
                source,
                "name=from-properties\nconnector.class=DatagenSource\ntopic=" + topic
                        + "\ndataset=clicks\nschemas=false\ncount=500\nrate=-1\n");
        Path sink = LAB.directory().resolve("sink.json");
        Files.writeString(sink, """
                {"name": "from-json", "config": {"connector.class": "FileStreamSink", "topics": "%s", "file": "%s"}}
                """.formatted(topic, output));

        Worker worker = setup.connectorFile(source).connectorFile(sink).start();
        assertThat(worker.output())
                .containsPattern("Penstock \\S+, standalone")
                .contains("cluster", "at " + LAB.broker().bootstrapServers())
                .contains(worker.rest().url())
                .containsPattern("plugins +\\d\\d")
                .containsPattern("Up after \\d+ ms");
        RestClient rest = worker.rest();
        rest.awaitRunning("from-properties", 1);
        rest.awaitRunning("from-json", 1);
        Waiting.soon("all records").until(() -> output.lines() == 500);

        Finished status = setup.run("status");
        assertThat(status.exitCode()).isZero();
        assertThat(status.output()).contains("is running", "process  " + worker.pid(), "standalone", rest.url());
        Finished second = setup.startInVain();
        assertThat(second.exitCode()).isEqualTo(7);
        assertThat(second.output()).contains(setup.data().toString(), Long.toString(worker.pid()));
        Finished stop = setup.run("stop");
        assertThat(stop.exitCode()).as(stop.output()).isZero();
        Finished ended = worker.awaitEnd();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(LAB.topics().committed("connect-from-json", topic)).isEqualTo(500);
    }

    @Test
    void aConnectorFileThatIsWrong() throws IOException {
        Path file = LAB.directory().resolve("wrong.json");
        Files.writeString(file, "{\"name\": \"x\", \"config\": {");
        Finished finished = LAB.worker("wrong-file").connectorFile(file).startInVain();
        assertThat(finished.exitCode()).as(finished.output()).isEqualTo(3);
        assertThat(finished.output()).contains(file.toString(), "line 1");
    }

    @Test
    void inTheBackground() {
        WorkerSetup setup = LAB.worker("background");
        Finished started = setup.startInBackground();
        try {
            assertThat(started.exitCode()).as(started.output()).isZero();
            assertThat(started.output()).contains("In the background as process", "Up after");
            assertThat(setup.run("status").exitCode()).isZero();
            assertThat(setup.shell("connect:list").output()).contains("There are no connectors");
        } finally {
            Finished stopped = setup.run("stop");
            assertThat(stopped.exitCode()).as(stopped.output()).isZero();
        }
        assertThat(setup.run("status").exitCode()).isEqualTo(8);
    }
}
