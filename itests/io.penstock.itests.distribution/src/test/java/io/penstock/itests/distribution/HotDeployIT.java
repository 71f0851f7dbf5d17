package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.PluginJar;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Sequence;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.Worker;
import io.penstock.itests.distribution.harness.WorkerSetup;
import io.penstock.itests.distribution.plugin.counting.CountingSourceConnector;
import io.penstock.itests.distribution.plugin.counting.CountingSourceTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plugin bundles that come and go in the deploy directory while another connector moves records all the time. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HotDeployIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final int ROUNDS = 10;
    private static final int LANES = 2;
    private static final String CLASS = CountingSourceConnector.class.getName();
    private static final PluginJar COUNTING = new PluginJar("itests.counting", "1.0.0")
            .connectors(CountingSourceConnector.class)
            .with(CountingSourceTask.class);

    private static WorkerSetup setup;
    private static Worker worker;
    private static RestClient rest;
    private static String load;
    private static String early;
    private long loadBefore;
    private Optional<String> loadThread = Optional.empty();

    @BeforeAll
    static void startUnderLoad() throws IOException {
        setup = LAB.worker("worker");
        early = LAB.topic("early");
        Path file = LAB.directory().resolve("early.properties");
        Files.writeString(
                file,
                "name=early\nconnector.class=" + CLASS + "\ntasks.max=" + LANES + "\ntopic=" + early
                        + "\nvalue.converter=org.apache.kafka.connect.converters.LongConverter\nreport.file="
                        + LAB.directory().resolve("early.txt") + "\n");
        worker = setup.connectorFile(file).start();
        rest = worker.rest();
        load = LAB.topic("load");
        rest.create(
                "load",
                Map.of(
                        "connector.class", "DatagenSource",
                        "topic", load,
                        "dataset", "clicks",
                        "schemas", "false",
                        "rate", "300",
                        "topic.creation.default.partitions", "1",
                        "topic.creation.default.replication.factor", "1"));
        rest.awaitRunning("load", 1);
    }

    @BeforeEach
    void lookAtTheLoad() {
        loadBefore = LAB.topics().count(load);
        loadThread = worker.jvm().thread("task-thread-load-0");
        assertThat(loadThread).as("the thread of the load").isPresent();
    }

    /** Whatever happened to the bundles, the connector beside them has not noticed. */
    @AfterEach
    void theLoadHasNotNoticed() {
        assertThat(worker.jvm().thread("task-thread-load-0")).isEqualTo(loadThread);
        assertThat(rest.states("load")).isEqualTo("RUNNING [RUNNING]");
        Waiting.soon("the load goes on").until(() -> LAB.topics().count(load) > loadBefore + 100);
    }

    @Test
    @Order(1)
    void connectorsWaitForTheirPluginAndStartByThemselves() throws IOException {
        String late = LAB.topic("late");
        rest.create("late", counting(late, LAB.directory().resolve("late.txt")));
        for (String name : new String[] {"early", "late"}) {
            Waiting.soon(name + " waits").untilAsserted(() -> {
                assertThat(rest.states(name)).isEqualTo("UNASSIGNED []");
                assertThat(rest.traces(name)).contains(CLASS);
            });
            assertThat(worker.shell("connect:why", name)).containsPattern("connector " + name + " +wait ");
        }

        Path jar = COUNTING.into(setup.deploy());
        rest.awaitRunning("early", LANES);
        rest.awaitRunning("late", LANES);
        Waiting.soon("both move records")
                .until(() -> LAB.topics().count(early) > 200 && LAB.topics().count(late) > 200);
        assertThat(rest.traces("early") + rest.traces("late")).isBlank();

        assertThat(rest.delete("/connectors/early").status()).isEqualTo(204);
        assertThat(rest.delete("/connectors/late").status()).isEqualTo(204);
        Files.delete(jar);
        awaitGone();
    }

    @Test
    @Order(2)
    void tenRoundsLoseNothingRepeatNothingAndLeaveNoClassLoader() throws IOException {
        String topic = LAB.topic("counted");
        LAB.topics().create(topic, LANES);
        Path report = LAB.directory().resolve("counted.txt");
        List<Long> millis = new ArrayList<>();
        Path jar = COUNTING.into(setup.deploy());
        awaitPlugin();
        rest.create("counted", counting(topic, report));
        for (int round = 1; round <= ROUNDS; round++) {
            rest.awaitRunning("counted", LANES);
            long before = LAB.topics().count(topic);
            Waiting.soon("records of round " + round).until(() -> LAB.topics().count(topic) > before + 500);

            Files.delete(jar);
            rest.awaitStates("counted", "UNASSIGNED [UNASSIGNED, UNASSIGNED]");
            assertThat(rest.traces("counted")).contains(CLASS);
            assertThat(LAB.topics().count(topic))
                    .as("drained in round %s", round)
                    .isEqualTo(handedOver(report));
            awaitGone();

            Instant dropped = Instant.now();
            jar = COUNTING.into(setup.deploy());
            Waiting.upTo(10, "counted runs again")
                    .until(() -> rest.states("counted").equals("RUNNING [RUNNING, RUNNING]"));
            millis.add(Duration.between(dropped, Instant.now()).toMillis());
        }
        System.out.println("From the drop of a bundle to RUNNING, in ms: " + millis);

        assertThat(rest.put("/connectors/counted/stop", null).status()).isEqualTo(204);
        rest.awaitStates("counted", "STOPPED []");
        Waiting.soon("the last report").until(() -> LAB.topics().count(topic) == handedOver(report));
        List<Sequence> lanes = lanes(topic);
        for (Sequence lane : lanes) {
            assertThat(lane.isComplete(lane.distinct())).as("%s", lane).isTrue();
            assertThat(lane.duplicates()).as("%s", lane).isZero();
        }
        assertThat(lanes.stream().mapToLong(Sequence::distinct).sum()).isEqualTo(handedOver(report));

        assertThat(rest.delete("/connectors/counted").status()).isEqualTo(204);
        Files.delete(jar);
        awaitGone();
    }

    @Test
    @Order(3)
    void aCorruptJarIsNamedInTheLogAndAGoodOneAfterItWorks() throws IOException {
        Path corrupt = setup.deploy().resolve("corrupt.jar");
        Files.write(corrupt, "This is not a jar file.".getBytes(StandardCharsets.UTF_8));
        Waiting.soon("a message about the corrupt jar")
                .untilAsserted(() -> assertThat(worker.output()).contains("corrupt.jar"));
        assertThat(worker.isAlive()).isTrue();

        Path jar = COUNTING.into(setup.deploy());
        awaitPlugin();
        String topic = LAB.topic("after-corrupt");
        rest.create("after-corrupt", counting(topic, LAB.directory().resolve("after-corrupt.txt")));
        rest.awaitRunning("after-corrupt", LANES);
        Waiting.soon("it moves records").until(() -> LAB.topics().count(topic) > 200);

        assertThat(rest.delete("/connectors/after-corrupt").status()).isEqualTo(204);
        Files.delete(corrupt);
        Files.delete(jar);
        awaitGone();
    }

    private static Map<String, String> counting(String topic, Path report) {
        return Map.of(
                "connector.class",
                CLASS,
                "tasks.max",
                Integer.toString(LANES),
                "topic",
                topic,
                "value.converter",
                "org.apache.kafka.connect.converters.LongConverter",
                "report.file",
                report.toString());
    }

    private static void awaitPlugin() {
        Waiting.soon("the plugin is offered").until(() -> rest.get("/connector-plugins")
                .body()
                .findValuesAsText("class")
                .contains(CLASS));
    }

    /** Neither the catalog nor the JVM knows the plugin's classes any more. */
    private static void awaitGone() {
        Waiting.soon("the plugin's class loader is collected").untilAsserted(() -> {
            assertThat(rest.get("/connector-plugins").body().findValuesAsText("class"))
                    .doesNotContain(CLASS);
            assertThat(worker.jvm().loadersOf(CountingSourceConnector.class)).isEmpty();
            assertThat(worker.jvm().loadersOf(CountingSourceTask.class)).isEmpty();
        });
    }

    /** How many records the plugin's tasks say that they have handed over; each began where the last of its lane stopped. */
    private static long handedOver(Path report) throws IOException {
        long[] next = new long[LANES];
        for (String line : Files.readAllLines(report)) {
            String[] words = line.split(" ", -1);
            int lane = Integer.parseInt(words[0]);
            assertThat(Long.parseLong(words[1]))
                    .as("where lane %s went on", lane)
                    .isEqualTo(next[lane]);
            next[lane] = Long.parseLong(words[2]);
        }
        long sum = 0;
        for (long count : next) {
            sum += count;
        }
        return sum;
    }

    private static List<Sequence> lanes(String topic) {
        List<Sequence> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            lanes.add(new Sequence());
        }
        for (ConsumerRecord<byte[], byte[]> each : LAB.topics().read(topic)) {
            int lane = Integer.parseInt(new String(each.key(), StandardCharsets.UTF_8));
            lanes.get(lane).add((int) ByteBuffer.wrap(each.value()).getLong());
        }
        return lanes;
    }
}
