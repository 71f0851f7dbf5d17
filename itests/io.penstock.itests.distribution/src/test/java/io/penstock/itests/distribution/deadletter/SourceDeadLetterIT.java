package io.penstock.itests.distribution.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.plugin.stumble.StumbleConverter;
import io.penstock.itests.distribution.plugin.stumble.StumbleSource;
import io.penstock.itests.distribution.plugin.stumble.StumbleTransform;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that a source cannot get into Kafka are in its dead letter topic, whole. */
class SourceDeadLetterIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final ObjectMapper JSON = new ObjectMapper();

    private static RestClient rest;

    @BeforeAll
    static void start() {
        rest = Contender.penstock(LAB).with(Pair.stumble()).start().rest();
    }

    @Test
    void everyRecordIsInTheTopicOrInTheQueue() {
        String topic = output("whole");
        String dead = LAB.topic("whole-dead");
        rest.create("whole", source("whole", topic, dead, "one,transform-fails,refused,struct,large,last"));
        Waiting.soon("letters").until(() -> LAB.topics().count(dead) == 4);
        awaitOffset("whole", 6);
        assertThat(LAB.topics().read(topic))
                .extracting(record -> Letters.text(record.value()))
                .containsExactly("one", "last");
        Map<String, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
        LAB.topics().read(dead, letter -> letters.put(Letters.header(letter, "__connect.errors.offset"), letter));
        assertThat(letters).containsOnlyKeys("{\"next\":2}", "{\"next\":3}", "{\"next\":4}", "{\"next\":5}");
        letter(letters.get("{\"next\":2}"), topic, "transform-fails", "TRANSFORMATION", "IllegalStateException");
        letter(letters.get("{\"next\":3}"), topic, "refused", "VALUE_CONVERTER", "DataException");
        letter(letters.get("{\"next\":4}"), topic, "struct", "VALUE_CONVERTER", "DataException");
        letter(letters.get("{\"next\":5}"), topic, "large", "KAFKA_PRODUCE", "RecordTooLargeException");

        assertThat(json(letters.get("{\"next\":2}").value()))
                .isEqualTo(json("{'schema':{'type':'string','optional':false},'payload':'transform-fails'}"));
        assertThat(json(letters.get("{\"next\":4}").value()))
                .isEqualTo(json("{'schema':{'type':'struct','optional':false,'name':'stumble','fields':["
                        + "{'type':'string','optional':false,'field':'word'},"
                        + "{'type':'int32','optional':true,'field':'length'}]},"
                        + "'payload':{'word':'struct','length':6}}"));
        assertThat(json(letters.get("{\"next\":5}").value()).path("payload").asText())
                .hasSize("large ".length() + 5000)
                .startsWith("large xxx");
        // What the source heard of its records.
        assertThat(new OutputFile(file("whole")).all())
                .containsExactlyInAnyOrder(
                        "key of one with metadata",
                        "key of transform-fails without metadata",
                        "key of refused without metadata",
                        "key of struct without metadata",
                        "key of large without metadata",
                        "key of last with metadata");
        rest.awaitRunning("whole", 1);
    }

    @Test
    void nothingIsCommittedPastARecordThatTheQueueDoesNotTake() {
        String topic = output("stuck");
        String dead = LAB.topic("stuck-dead");
        LAB.topics().create(dead, 1, Map.of("max.message.bytes", "500"));
        rest.create("stuck", source("stuck", topic, dead, "one,transform-fails,last"));
        rest.awaitStates("stuck", "RUNNING [FAILED]");
        assertThat(rest.traces("stuck"))
                .contains("could not be written to the dead letter topic '" + dead + "'")
                .contains("errors.deadletterqueue.topic.name");
        awaitOffset("stuck", 1);
        assertThat(LAB.topics().count(dead)).isZero();

        LAB.topics().configure(dead, "max.message.bytes", "1000000");
        assertThat(rest.post("/connectors/stuck/tasks/0/restart", null).status())
                .isEqualTo(204);
        awaitOffset("stuck", 3);
        rest.awaitRunning("stuck", 1);
        assertThat(LAB.topics().count(dead)).isEqualTo(1);
        assertThat(LAB.topics().read(topic))
                .extracting(record -> Letters.text(record.value()))
                .startsWith("one")
                .endsWith("last")
                .containsOnly("one", "last");
    }

    private static void letter(
            ConsumerRecord<byte[], byte[]> letter, String topic, String word, String stage, String exception) {
        assertThat(json(letter.key()))
                .isEqualTo(json("{'schema':{'type':'string','optional':false},'payload':'key of " + word + "'}"));
        assertThat(json(letter.headers().lastHeader("word").value()))
                .isEqualTo(json("{'schema':{'type':'string','optional':false},'payload':'header of " + word + "'}"));
        assertThat(Letters.header(letter, "__connect.errors.topic")).isEqualTo(topic);
        assertThat(Letters.header(letter, "__connect.errors.partition")).isEqualTo("{\"words\":\"all\"}");
        assertThat(Letters.header(letter, "__connect.errors.connector.name")).isEqualTo("whole");
        assertThat(Letters.header(letter, "__connect.errors.task.id")).isEqualTo("0");
        assertThat(Letters.header(letter, "__connect.errors.stage")).isEqualTo(stage);
        assertThat(Letters.header(letter, "__connect.errors.exception.class.name"))
                .endsWith("." + exception);
        assertThat(Letters.header(letter, "__penstock.errors.source")).isEqualTo("true");
        assertThat(Letters.header(letter, "__penstock.errors.kafka.partition")).isEqualTo("0");
        assertThat(letter.timestamp()).isBetween(1_700_000_000_002L, 1_700_000_000_005L);
    }

    private static void awaitOffset(String name, int next) {
        Waiting.soon("source offset " + next)
                .untilAsserted(() -> assertThat(rest.get("/connectors/" + name + "/offsets")
                                .body()
                                .at("/offsets/0/offset/next")
                                .asInt())
                        .isEqualTo(next));
    }

    private static JsonNode json(byte[] text) {
        return json(Letters.text(text));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static String output(String name) {
        String topic = LAB.topic(name);
        LAB.topics().create(topic, 1, Map.of("max.message.bytes", "2000"));
        return topic;
    }

    private static Path file(String name) {
        return LAB.directory().resolve(name + ".txt");
    }

    private static Map<String, String> source(String name, String topic, String dead, String words) {
        String converter = StumbleConverter.class.getName();
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class", StumbleSource.class.getName(),
                "topic", topic,
                "words", words,
                "file", file(name).toString(),
                "key.converter", converter,
                "value.converter", converter,
                "header.converter", converter,
                "transforms", "stumble",
                "transforms.stumble.type", StumbleTransform.class.getName()));
        for (String pair : List.of(
                "tolerance all", "deadletterqueue.topic.name " + dead, "deadletterqueue.topic.replication.factor 1")) {
            config.put("errors." + pair.split(" ", 2)[0], pair.split(" ", 2)[1]);
        }
        // So that a record that is too large does not share its batch with others, nor fits when it is compressed.
        config.put("producer.override.batch.size", "0");
        config.put("producer.override.compression.type", "none");
        return config;
    }
}
