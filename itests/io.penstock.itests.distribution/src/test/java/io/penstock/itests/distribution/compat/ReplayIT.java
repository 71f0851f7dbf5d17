package io.penstock.itests.distribution.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.apache.worker.ApacheSetup;
import io.penstock.apache.worker.ApacheWorker;
import io.penstock.broker.BrokerProcess;
import io.penstock.itests.distribution.compat.Side.Answer;
import io.penstock.itests.distribution.harness.Lab;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A user's session with the REST API, replayed on a worker of Apache Kafka and on Penstock at once: same status, same
 * JSON, same texts, but for the differences that {@code rest-replay.txt} names.
 */
class ReplayIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void bothWorkersAnswerAlike() throws IOException, InterruptedException {
        List<Step> steps = Step.read("/rest-replay.txt");
        assertThat(steps).hasSizeGreaterThan(100);
        Path theirs = directory("apache");
        Path ours = directory("penstock");
        SoftAssertions soft = new SoftAssertions();
        try (BrokerProcess broker = BrokerProcess.builder().start();
                ApacheWorker apache = ApacheWorker.start(
                        ApacheSetup.distributed(home(), theirs.resolve("worker"), broker.bootstrapServers(), "replay")
                                .property("offset.flush.interval.ms", "500")
                                .property("consumer.metadata.max.age.ms", "1000"))) {
            Side left = new Side(apache.rest(), theirs);
            Side right = new Side(
                    URI.create(LAB.worker("worker")
                            .property("value.converter", "org.apache.kafka.connect.storage.StringConverter")
                            .without("value.converter.schemas.enable")
                            .start()
                            .rest()
                            .url()),
                    ours);
            for (Step step : steps) {
                if (step.method().equals("await")) {
                    left.await(step);
                    right.await(step);
                } else {
                    compare(soft, step, left.call(step), right.call(step));
                }
            }
        }
        soft.assertAll();
    }

    private static void compare(SoftAssertions soft, Step step, Answer apache, Answer penstock) throws IOException {
        if (step.ours() != null) {
            String[] words = step.ours().split(" ", 2);
            soft.assertThat(Integer.toString(penstock.status())).as("%s", step).isEqualTo(words[0]);
            soft.assertThat(penstock.body()).as("%s", step).contains(words[1]);
            boolean same = apache.status() == penstock.status() && apache.body().contains(words[1]);
            soft.assertThat(same)
                    .as("%s: no difference any more: %s", step, apache)
                    .isFalse();
            return;
        }
        soft.assertThat(penstock.status())
                .as("%s%n%s%n%s", step, apache, penstock)
                .isEqualTo(apache.status());
        soft.assertThat(penstock.location()).as("%s", step).isEqualTo(apache.location());
        if (step.method().equals("OPTIONS")) {
            soft.assertThat(words(penstock.body())).as("%s", step).isEqualTo(words(apache.body()));
            return;
        }
        JsonNode left = parse(apache.body());
        JsonNode right = parse(penstock.body());
        if (step.until() != null) {
            String message = left.path("message").asText();
            soft.assertThat(right.path("message").asText())
                    .as("%s", step)
                    .startsWith(message.substring(
                            0, message.indexOf(step.until()) + step.until().length()));
        } else if (step.loose().equals("superset")) {
            soft.assertThat(list(right)).as("%s", step).containsAll(list(left));
        } else if (step.loose().equals("fields")) {
            soft.assertThat(right.getNodeType()).as("%s", step).isEqualTo(left.getNodeType());
            soft.assertThat(right).as("%s", step).isNotEmpty();
            soft.assertThat(fields(right)).as("%s", step).isEqualTo(fields(left));
        } else {
            if (step.loose().startsWith("adds ")) {
                soft.assertThat(removeKeys(right, step.loose().split(" ")))
                        .as("%s", step)
                        .isTrue();
            }
            soft.assertThat(pretty(right)).as("%s", step).isEqualTo(pretty(left));
        }
    }

    /** Takes keys with one of these prefixes out of a report or a list of keys; tells whether there were any. */
    private static boolean removeKeys(JsonNode keys, String... prefixes) {
        boolean any = false;
        for (var entries = (keys.isArray() ? keys : keys.path("configs")).iterator(); entries.hasNext(); ) {
            JsonNode entry = entries.next();
            String name =
                    entry.path("value").path("name").asText(entry.path("name").asText());
            if (List.of(prefixes).stream().anyMatch(name::startsWith)) {
                entries.remove();
                any = true;
            }
        }
        return any;
    }

    /** Texts of documentation are our own; the order of names in lists and of keys in objects says nothing. */
    private static String pretty(JsonNode node) throws IOException {
        JsonNode copy = node.deepCopy();
        copy.findParents("documentation").forEach(parent -> ((ObjectNode) parent).remove("documentation"));
        Object tree = JSON.treeToValue(copy, Object.class);
        if (tree instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            tree = new TreeSet<>(list.stream().map(String.class::cast).toList());
        }
        return JSON.writer()
                .with(com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .withDefaultPrettyPrinter()
                .writeValueAsString(tree);
    }

    private static JsonNode parse(String body) throws IOException {
        return body.isBlank() ? JSON.nullNode() : JSON.readTree(body);
    }

    private static List<JsonNode> list(JsonNode node) {
        List<JsonNode> list = new ArrayList<>();
        node.forEach(list::add);
        return list;
    }

    /** The names of the fields of the objects in an object; none for a list of texts. */
    private static Set<String> fields(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.forEach(value -> value.fieldNames().forEachRemaining(names::add));
        return names;
    }

    private static Set<String> words(String text) {
        return new TreeSet<>(List.of(text.strip().split(", *")));
    }

    private static Path directory(String name) throws IOException {
        Path directory = Files.createDirectories(LAB.directory().resolve(name));
        Files.writeString(directory.resolve("in.txt"), "1\n2\n3\n");
        return directory;
    }

    private static Path home() {
        return Path.of(System.getProperty("apache.worker", "../io.penstock.apache.worker/target"));
    }
}
