package io.penstock.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.penstock.launcher.Distribution.Result;
import io.penstock.launcher.Distribution.Running;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real launcher in a process of its own, over bundles that stand in for the worker. */
class StartTest {
    @TempDir
    private Path directory;

    private Distribution penstock;

    @BeforeEach
    void unpack() throws IOException {
        penstock = new Distribution(directory.resolve("a b+c%20"));
    }

    @AfterEach
    void end() throws IOException {
        penstock.close();
    }

    @Test
    void saysWhatAPersonWantsToKnowAndDrainsOnTermination() throws Exception {
        penstock.worker("bootstrap.servers=k:9092\ntask.shutdown.graceful.timeout.ms=100\n");
        Path connector = Files.writeString(directory.resolve("c.properties"), "name=c\n");
        Running worker = penstock.start("start", connector.toString());
        awaitUp(worker);

        assertThat(worker.shown())
                .contains("Penstock " + Distribution.VERSION + ", standalone ("
                        + penstock.home().resolve("conf/worker.properties") + ")")
                .contains("cluster  cluster-1 at k:9092")
                .contains("REST     http://localhost:18083/")
                .contains("plugins  0, more from " + penstock.home().resolve("deploy"))
                .contains("data     " + penstock.data())
                .containsPattern("Up after \\d+ ms");
        assertThat(received())
                .contains(
                        entry("bootstrap.servers", "k:9092"),
                        entry("penstock.home", penstock.home().toString()),
                        entry("penstock.data.dir", penstock.data().toString()),
                        entry(
                                "penstock.deploy.dir",
                                penstock.home().resolve("deploy").toString()),
                        entry("penstock.connector.files", connector.toString()));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(penstock.data().resolve("run"))))
                .isEqualTo("rwx------");

        worker.process().destroy();
        Result result = worker.end();

        assertThat(result.code()).isZero();
        assertThat(result.out()).containsPattern("Stopped in \\d+ ms");
        assertThat(result.err()).isEmpty();
        assertThat(penstock.data().resolve("stopped")).hasContent("in order");
        assertThat(penstock.data().resolve("run/penstock.pid")).doesNotExist();
        assertThat(penstock.data().resolve("cache")).doesNotExist();
    }

    @Test
    void refusesASecondWorkerOnTheSameData() throws Exception {
        Running first = penstock.start("start");
        awaitUp(first);

        Result second = penstock.run("start");

        assertThat(second.code()).isEqualTo(7);
        assertThat(second.err())
                .contains(
                        "Another worker (pid " + first.process().pid() + ") uses the data directory " + penstock.data())
                .contains("penstock stop --data");
        assertThat(penstock.run("start", "--daemon").code()).isEqualTo(7);
        assertThat(first.process().isAlive()).isTrue();
    }

    @Test
    void startsAgainAfterAKill() throws Exception {
        Running first = penstock.start("start");
        awaitUp(first);
        first.process().destroyForcibly().waitFor();
        assertThat(penstock.run("status").code()).isEqualTo(8);
        // Whatever it was that the kill cut short.
        Files.writeString(
                Files.walk(penstock.data().resolve("cache/bundles"))
                        .filter(path -> path.endsWith("bundle.info"))
                        .findFirst()
                        .orElseThrow(),
                "damaged");

        Running second = penstock.start("start");
        awaitUp(second);

        second.process().destroy();
        assertThat(second.end().code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PORT_IN_USE, 4", "INTERNAL, 2"})
    void endsWithTheCodeOfWhateverFailed(String failure, int code) throws Exception {
        penstock.worker("fixture.failure=" + failure + "\n");

        Result result = penstock.run("start");

        assertThat(result.code()).isEqualTo(code);
        assertThat(result.err()).isEqualTo("penstock: Because of " + failure + "\n  Mend it\n");
        assertThat(penstock.data().resolve("stopped")).exists();
    }

    @Test
    void doesNotWaitForAWorkerForEver() throws Exception {
        penstock.worker("fixture.silent=yes\n");
        penstock.jvmOption("-Dpenstock.start.timeout.ms=2000");

        Result result = penstock.run("start");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("Not up after 2 s: still waiting for the worker")
                .contains("log/penstock.log");
    }

    @Test
    void canBeToldToStopWhileItStarts() throws Exception {
        penstock.worker("fixture.silent=yes\n");
        Running worker = penstock.start("start");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(penstock.data().resolve("received.properties")));

        worker.process().destroy();

        assertThat(worker.end().code()).isZero();
    }

    @Test
    void givesUpOnAWorkerThatDoesNotStop() throws Exception {
        penstock.worker("fixture.stop.ms=60000\ntask.shutdown.graceful.timeout.ms=-29000\n");
        Running worker = penstock.start("start");
        awaitUp(worker);

        worker.process().destroy();
        Result result = worker.end();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("did not stop within 1000 ms");
    }

    @Test
    void namesTheBundleThatDoesNotStart() throws Exception {
        penstock.bundle("system/30", "io.penstock.broken", "FixtureBroken", Map.of());

        Result result = penstock.run("start");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("Bundle io.penstock.broken 0.0.0")
                .contains("io.penstock.broken.jar")
                .contains("IllegalStateException: the reason why");
    }

    @Test
    void namesWhatABundleIsMissing() throws Exception {
        penstock.bundle("system/30", "io.penstock.lonely", "", Map.of("Import-Package", "org.example.nowhere"));

        Result result = penstock.run("start");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("io.penstock.lonely").contains("org.example.nowhere");
    }

    @Test
    void doesWithoutABundleOfAThirdParty() throws Exception {
        penstock.bundle("system/30", "org.example.codec", "FixtureBroken", Map.of());

        Running worker = penstock.start("start");
        awaitUp(worker);

        worker.process().destroy();
        Result result = worker.end();
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("Bundle org.example.codec 0.0.0").contains("the reason why");
    }

    @Test
    void namesAFileThatIsNoBundle() throws Exception {
        Path bad = Files.writeString(penstock.home().resolve("system/30/torn.jar"), "not a zip file");

        Result result = penstock.run("start");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("The bundle " + bad + " cannot be installed");
    }

    @Test
    void takesUpPluginsBeforeTheWorkerAndWhileItRuns() throws Exception {
        penstock.bundle("deploy", "org.example.first", "", Map.of("Fixture-Plugin", "yes"));
        Files.writeString(penstock.home().resolve("deploy/torn.jar"), "not a zip file");
        penstock.plainJar("deploy/plain.jar");
        Running worker = penstock.start("start");
        awaitUp(worker);
        assertThat(worker.shown()).contains("plugins  1, more from");
        // What was said of them before the log had its file may be in the console only; a file that changes is looked
        // at again.
        Files.writeString(penstock.home().resolve("deploy/torn.jar"), "still not a zip file");
        Files.delete(penstock.home().resolve("deploy/plain.jar"));
        penstock.plainJar("deploy/plain.jar");

        Path second = penstock.bundle("other", "org.example.second", "FixtureBroken", Map.of("Fixture-Plugin", "yes"));
        Files.move(second, penstock.home().resolve("deploy/second.jar"));

        // It is taken up, and what it says when it is started is in the log.
        Path log = penstock.data().resolve("log/penstock.log");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(Files.readString(log))
                .contains("the reason why")
                .contains("second.jar")
                .contains("torn.jar is damaged, or was not copied completely")
                .contains("plain.jar is not an OSGi bundle"));
        worker.process().destroy();
        assertThat(worker.end().code()).isZero();
    }

    @Test
    void refusesAWorkerFileThatItCannotRead() throws Exception {
        Result none = penstock.run("start", "--config", "/no/such.properties");
        assertThat(none.code()).isEqualTo(3);
        assertThat(none.err()).contains("/no/such.properties cannot be read: there is no such file");

        penstock.worker("a=1\nb=\\u00\n");
        Result bad = penstock.run("start");
        assertThat(bad.code()).isEqualTo(3);
        assertThat(bad.err()).contains("worker.properties is wrong in line 2");
        assertThat(penstock.data()).doesNotExist();
    }

    @Test
    void refusesAConnectorFileThatIsNotThere() throws Exception {
        Result result = penstock.run("start", "/no/connector.json");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("The connector file /no/connector.json does not exist");
    }

    @Test
    void refusesADataDirectoryThatIsAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        Result result = penstock.run("start", "--data", file.toString());

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("The directory " + file + " cannot be used");
    }

    @Test
    void saysDistributedWhenThereIsAGroup() throws Exception {
        penstock.worker("group.id=g\n");
        Path data = directory.resolve("elsewhere");
        Running worker = penstock.start("start", "--data", data.toString());
        awaitUp(worker);

        assertThat(worker.shown())
                .contains(Distribution.VERSION + ", distributed")
                .contains("data     " + data);

        worker.process().destroy();
        assertThat(worker.end().code()).isZero();
        assertThat(penstock.data()).doesNotExist();
    }

    @Test
    void runsInTheBackgroundUntilStopped() throws Exception {
        Result start = penstock.run("start", "--daemon");

        assertThat(start.code()).isZero();
        assertThat(start.out())
                .contains(Distribution.VERSION + ", standalone")
                .containsPattern("In the background as process \\d+");
        String pid =
                Files.readString(penstock.data().resolve("run/penstock.pid")).strip();
        Result status = penstock.run("status");
        assertThat(status.code()).isZero();
        assertThat(status.out())
                .contains("Penstock " + Distribution.VERSION + " is running")
                .containsPattern("process  " + pid + ", for \\d+ s")
                .contains("mode     standalone")
                .contains("REST     http://localhost:18083/");

        Result stop = penstock.run("stop");

        assertThat(stop.code()).isZero();
        assertThat(stop.out()).containsPattern("Stopped process " + pid + " in \\d+ ms");
        assertThat(penstock.data().resolve("stopped")).exists();
        assertThat(penstock.run("status").code()).isEqualTo(8);
        assertThat(penstock.run("stop").code()).isEqualTo(8);
        assertThat(penstock.data().resolve("log/console.log")).content().contains("Stopped in");
    }

    @Test
    void saysInTheForegroundWhyTheBackgroundFailed() throws Exception {
        penstock.worker("fixture.failure=BROKER_UNREACHABLE\n");

        Result result = penstock.run("start", "--daemon");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("Because of BROKER_UNREACHABLE");
    }

    @Test
    void logsToItsFileAndInTheForegroundToStandardOutput() throws Exception {
        Files.writeString(
                penstock.home().resolve("conf/logging.properties"),
                "rootLogger.level=DEBUG\nappender.c.type=Console\nappender.c.name=c\nrootLogger.appenderRef.console.ref=c\n"
                        + "appender.f.type=File\nappender.f.name=f\nappender.f.fileName=${sys:penstock.log.dir}/my.log\n"
                        + "rootLogger.appenderRef.f.ref=f\n",
                StandardOpenOption.CREATE_NEW);
        Running worker = penstock.start("start");
        awaitUp(worker);
        assertThat(penstock.data().resolve("log/my.log")).isNotEmptyFile();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> worker.shown().contains("DEBUG") || worker.shown().contains("service"));
        worker.process().destroy();
        assertThat(worker.end().code()).isZero();

        assertThat(penstock.run("start", "--daemon").code()).isZero();
        assertThat(penstock.run("stop").code()).isZero();
        assertThat(penstock.data().resolve("log/console.log")).content().satisfies(text -> assertThat(
                        text.lines().filter(line -> !line.startsWith("  ")))
                .allMatch(line -> line.matches("(Penstock|Up|Stopp).*")));
    }

    private static void awaitUp(Running worker) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            if (!worker.process().isAlive()) {
                throw new AssertionError("ended: " + worker.end());
            }
            return worker.shown().contains("Up after");
        });
    }

    private Map<String, String> received() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(penstock.data().resolve("received.properties"))) {
            properties.load(in);
        }
        Map<String, String> map = new HashMap<>();
        properties.forEach((key, value) -> map.put((String) key, (String) value));
        return map;
    }
}
