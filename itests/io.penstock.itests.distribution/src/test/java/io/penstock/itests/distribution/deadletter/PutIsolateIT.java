package io.penstock.itests.distribution.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.plugin.stumble.StumbleSink;
import io.penstock.itests.distribution.plugin.stumble.StumbleSinkTask;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that a sink's put() fails on are found in their batch, put into the queue, and the others arrive. */
class PutIsolateIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final int RECORDS = 400;

    private static RestClient rest;

    @BeforeAll
    static void start() {
        rest = Contender.penstock(LAB).with(Pair.stumble()).start().rest();
    }

    @Test
    void onePoisonousRecordIsInTheQueueAndTheOthersArrive() {
        String input = input("poison", n -> n == 123);
        String dead = LAB.topic("poison-dead");
        Map<String, String> config = sink("poison", input, dead);
        config.put("errors.put.isolate", "true");
        rest.create("poison", config);
        awaitCommitted("poison", input, RECORDS);
        assertThat(lines("poison"))
                .hasSize(RECORDS - 1)
                .doesNotHaveDuplicates()
                .contains("good 122", "good 124")
                .doesNotContain("put-fails 123");
        List<ConsumerRecord<byte[], byte[]>> letters = LAB.topics().read(dead);
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(Letters.text(letter.value())).isEqualTo("put-fails 123");
            assertThat(Letters.header(letter, "__connect.errors.topic")).isEqualTo(input);
            assertThat(Letters.header(letter, "__connect.errors.offset")).isEqualTo("123");
            assertThat(Letters.header(letter, "__connect.errors.stage")).isEqualTo("TASK_PUT");
            assertThat(Letters.header(letter, "__connect.errors.class.name"))
                    .isEqualTo(StumbleSinkTask.class.getName());
            assertThat(Letters.header(letter, "__connect.errors.exception.message"))
                    .isEqualTo("The sink stumbles over put-fails 123");
        });
        rest.awaitRunning("poison", 1);
    }

    @Test
    void withoutTheSwitchTheTaskFails() {
        String input = input("plain", n -> n == 123);
        String dead = LAB.topic("plain-dead");
        rest.create("plain", sink("plain", input, dead));
        rest.awaitStates("plain", "RUNNING [FAILED]");
        assertThat(rest.traces("plain"))
                .contains("Exiting WorkerSinkTask due to unrecoverable exception", "The sink stumbles over");
        assertThat(LAB.topics().count(dead)).isZero();
        assertThat(LAB.topics().committed("connect-plain", input)).isLessThanOrEqualTo(123);

        // Switched on, it goes on where it was.
        Map<String, String> config = sink("plain", input, dead);
        config.put("errors.put.isolate", "true");
        assertThat(rest.put("/connectors/plain/config", config).status()).isEqualTo(200);
        awaitCommitted("plain", input, RECORDS);
        assertThat(lines("plain")).hasSize(RECORDS - 1);
        assertThat(LAB.topics().count(dead)).isEqualTo(1);
    }

    @Test
    void aSearchThatTakesTooManyAttemptsFailsTheTask() {
        String input = input("many", n -> n % 2 == 1);
        String dead = LAB.topic("many-dead");
        Map<String, String> config = sink("many", input, dead);
        config.put("errors.put.isolate", "true");
        config.put("errors.put.isolate.max.attempts", "20");
        rest.create("many", config);
        rest.awaitStates("many", "RUNNING [FAILED]");
        assertThat(rest.traces("many"))
                .contains("put() was called 20 times (errors.put.isolate.max.attempts)", "The sink stumbles over");
        assertThat(LAB.topics().count(dead)).isZero();
        assertThat(LAB.topics().committed("connect-many", input)).isZero();
    }

    @Test
    void aSinkThatFailsOnEverythingEmptiesNothingIntoTheQueue() {
        String input = input("down", n -> true);
        String dead = LAB.topic("down-dead");
        Map<String, String> config = sink("down", input, dead);
        config.put("errors.put.isolate", "true");
        config.put("errors.put.isolate.max.attempts", "2000");
        rest.create("down", config);
        rest.awaitStates("down", "RUNNING [FAILED]");
        assertThat(rest.traces("down")).contains("so the cause is not a record and none is made a dead letter");
        assertThat(LAB.topics().count(dead)).isZero();
        assertThat(LAB.topics().committed("connect-down", input)).isZero();
    }

    private static String input(String name, IntPredicate poison) {
        String input = LAB.topic(name);
        LAB.topics().create(input, 1);
        LAB.topics()
                .send(
                        input,
                        IntStream.range(0, RECORDS)
                                .mapToObj(n -> (poison.test(n) ? "put-fails " : "good ") + n)
                                .toList());
        return input;
    }

    private static void awaitCommitted(String name, String input, long offset) {
        Waiting.soon("all is committed").until(() -> LAB.topics().committed("connect-" + name, input) == offset);
    }

    private static List<String> lines(String name) {
        return new OutputFile(file(name)).all();
    }

    private static Path file(String name) {
        return LAB.directory().resolve(name + ".txt");
    }

    private static Map<String, String> sink(String name, String input, String dead) {
        return new HashMap<>(Map.of(
                "connector.class",
                StumbleSink.class.getName(),
                "topics",
                input,
                "file",
                file(name).toString(),
                "value.converter",
                "org.apache.kafka.connect.storage.StringConverter",
                "errors.tolerance",
                "all",
                "errors.deadletterqueue.topic.name",
                dead,
                "errors.deadletterqueue.topic.replication.factor",
                "1",
                "errors.deadletterqueue.context.headers.enable",
                "true"));
    }
}
