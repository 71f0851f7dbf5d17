package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that cannot be converted or transformed end a task, or are put aside so that the numbers add up. */
class BadRecordIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static RestClient rest;

    @BeforeAll
    static void start() {
        rest = LAB.worker("worker").start().rest();
    }

    @Test
    void aSourceRecordThatNoConverterTakesFailsTheTask() {
        String topic = LAB.topic("none");
        Map<String, String> config = new HashMap<>(datagen(topic, "1000"));
        config.put("bad.every", "100");
        config.put("bad.kind", "unconvertible");
        rest.create("none", config);
        rest.awaitStates("none", "RUNNING [FAILED]");
        assertThat(rest.traces("none"))
                .contains("Tolerance exceeded in error handler", "JsonConverter")
                .contains("Caused by:");
        assertThat(LAB.topics().count(topic)).isEqualTo(99);
    }

    @Test
    void sourceRecordsThatNoConverterTakesAreSkippedWhenTolerated() {
        String topic = LAB.topic("skipped");
        Map<String, String> config = new HashMap<>(datagen(topic, "1000"));
        config.put("bad.every", "100");
        config.put("bad.kind", "unconvertible");
        config.put("errors.tolerance", "all");
        rest.create("skipped", config);
        Waiting.soon("the good records").until(() -> LAB.topics().count(topic) == 990);
        rest.awaitRunning("skipped", 1);
        assertThat(rest.put("/connectors/skipped/stop", null).status()).isEqualTo(204);
        rest.awaitStates("skipped", "STOPPED []");
        assertThat(LAB.topics().count(topic)).isEqualTo(990);
    }

    @Test
    void aRecordThatIsNoJsonFailsTheSinkTask() {
        String topic = LAB.topic("garbled");
        LAB.topics().create(topic, 1);
        LAB.topics().send(topic, List.of("{\"n\":0}", "{\"n\":1}", "no json"));
        OutputFile file = new OutputFile(LAB.directory().resolve("garbled.txt"));
        rest.create("garbled", sink(topic, file));
        rest.awaitStates("garbled", "RUNNING [FAILED]");
        assertThat(rest.traces("garbled"))
                .contains("Tolerance exceeded in error handler")
                .contains("Converting byte[] to Kafka Connect data failed due to serialization error");
    }

    @Test
    void badRecordsOfASinkAreInTheDeadLetterTopicAndTheNumbersAddUp() {
        String topic = LAB.topic("mixed");
        String dead = LAB.topic("dead");
        LAB.topics().create(topic, 2);
        List<String> values = new ArrayList<>();
        for (int n = 0; n < 3000; n++) {
            values.add(n % 10 == 3 ? "no json " + n : n % 10 == 7 ? "[" + n + "]" : "{\"n\":" + n + "}");
        }
        LAB.topics().send(topic, values);
        OutputFile file = new OutputFile(LAB.directory().resolve("mixed.txt"));
        Map<String, String> config = new HashMap<>(sink(topic, file));
        config.put("transforms", "pick");
        config.put("transforms.pick.type", "org.apache.kafka.connect.transforms.ExtractField$Value");
        config.put("transforms.pick.field", "n");
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", dead);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        rest.create("mixed", config);
        Waiting.soon("all records are accounted for")
                .until(() -> file.lines() + LAB.topics().count(dead) == 3000);
        rest.awaitRunning("mixed", 1);

        assertThat(file.all()).hasSize(2400).doesNotHaveDuplicates();
        List<ConsumerRecord<byte[], byte[]>> letters = LAB.topics().read(dead);
        assertThat(letters).hasSize(600);
        assertThat(letters).extracting(BadRecordIT::text).doesNotHaveDuplicates();
        assertThat(letters).allSatisfy(letter -> {
            boolean garbled = text(letter).startsWith("no json");
            assertThat(header(letter, "__connect.errors.topic")).isEqualTo(topic);
            assertThat(header(letter, "__connect.errors.connector.name")).isEqualTo("mixed");
            assertThat(header(letter, "__connect.errors.task.id")).isEqualTo("0");
            assertThat(header(letter, "__connect.errors.stage"))
                    .isEqualTo(garbled ? "VALUE_CONVERTER" : "TRANSFORMATION");
            assertThat(header(letter, "__connect.errors.exception.class.name"))
                    .isEqualTo("org.apache.kafka.connect.errors.DataException");
        });
        Waiting.soon("bad records do not hold up the commit")
                .until(() -> LAB.topics().committed("connect-mixed", topic) == 3000);
    }

    private static Map<String, String> datagen(String topic, String count) {
        return Map.of(
                "connector.class", "DatagenSource",
                "topic", topic,
                "dataset", "clicks",
                "schemas", "false",
                "count", count,
                "rate", "-1");
    }

    private static Map<String, String> sink(String topic, OutputFile file) {
        return Map.of("connector.class", "FileStreamSink", "topics", topic, "file", file.toString());
    }

    private static String text(ConsumerRecord<byte[], byte[]> each) {
        return new String(each.value(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "(no header " + name + ")" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
