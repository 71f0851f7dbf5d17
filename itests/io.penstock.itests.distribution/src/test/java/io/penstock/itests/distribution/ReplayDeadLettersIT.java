package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.itests.distribution.harness.Finished;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.RestAnswer;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.WorkerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that became dead letters come out of the queue again once what made them fail is mended. */
class ReplayDeadLettersIT {

    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String TEXT = "org.apache.kafka.connect.storage.StringConverter";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static WorkerSetup setup;
    private static RestClient rest;

    @BeforeAll
    static void start() {
        setup = LAB.worker("worker");
        rest = setup.start().rest();
    }

    @Test
    void tenThousandLettersAreDeliveredOnceAndAgainOnlyByForce() {
        Sink sink = new Sink("many", 10_000, n -> "no json " + n);
        sink.awaitLetters(10_000);
        JsonNode reasons = sink.get("/reasons").body();
        assertThat(reasons.path("total").asLong()).isEqualTo(10_000);
        assertThat(reasons.at("/reasons/0/stage").asText()).isEqualTo("VALUE_CONVERTER");
        assertThat(reasons.at("/reasons/0/count").asLong()).isEqualTo(10_000);
        assertThat(sink.file.lines()).isZero();

        sink.mend(Map.of("value.converter", TEXT));
        assertThatNothingIsWrittenByADryRun(sink);

        JsonNode first = sink.replay("{}");
        assertThat(first.path("state").asText()).as("%s", first).isEqualTo("completed");
        assertThat(first.at("/counts/delivered").asLong()).isEqualTo(10_000);
        assertThat(sink.file.all())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10_000).mapToObj(n -> "no json " + n).toList());
        assertThat(LAB.topics().count(sink.dead)).isEqualTo(10_000);
        assertThatTheAuditIsComplete(sink, first.path("id").asText(), 10_000);

        RestAnswer second = sink.post("{}");
        assertThat(second.status()).as("%s", second).isEqualTo(409);
        assertThat(second.message()).contains("10000 letters", first.path("id").asText(), "remaining", "force");
        JsonNode none = sink.replay("{\"remaining\":true}");
        assertThat(none.at("/counts/skipped").asLong()).isEqualTo(10_000);
        assertThat(none.at("/counts/delivered").asLong()).isZero();
        assertThat(sink.file.lines()).isEqualTo(10_000);

        JsonNode forced = sink.replay("{\"force\":true}");
        assertThat(forced.at("/counts/delivered").asLong()).isEqualTo(10_000);
        assertThat(sink.file.lines()).isEqualTo(20_000);
    }

    private static void assertThatNothingIsWrittenByADryRun(Sink sink) {
        RestAnswer dry = sink.post("{\"dry_run\":true}");
        assertThat(dry.status()).as("%s", dry).isEqualTo(200);
        assertThat(dry.body().path("state").asText()).as("%s", dry).isEqualTo("completed");
        assertThat(dry.body().at("/counts/delivered").asLong()).isEqualTo(10_000);
        assertThat(sink.file.lines()).isZero();
        assertThat(LAB.topics().count(sink.dead)).isEqualTo(10_000);
        assertThat(LAB.topics().describe(sink.dead + ".audit")).isEmpty();
    }

    private static void assertThatTheAuditIsComplete(Sink sink, String replay, int letters) {
        List<JsonNode> entries = sink.audit();
        assertThat(entries.stream().filter(entry -> is(entry, "event", "start")))
                .singleElement()
                .satisfies(start -> {
                    assertThat(start.path("replay").asText()).isEqualTo(replay);
                    assertThat(start.path("who").asText()).startsWith("address:");
                });
        List<JsonNode> delivered = entries.stream()
                .filter(entry -> is(entry, "event", "letter") && is(entry, "outcome", "delivered"))
                .toList();
        assertThat(delivered).hasSize(letters);
        assertThat(delivered).extracting(entry -> entry.path("letter").asText()).doesNotHaveDuplicates();
        assertThat(delivered)
                .allSatisfy(entry -> assertThat(entry.path("topic").asText()).isEqualTo(sink.topic));
        JsonNode end = entries.get(entries.size() - 1);
        assertThat(end.path("event").asText()).isEqualTo("end");
        assertThat(end.at("/counts/delivered").asLong()).isEqualTo(letters);
        assertThat(entries).hasSize(letters + 2);
        assertThat(LAB.topics().setting(sink.dead + ".audit", "retention.ms")).isEqualTo("-1");
        JsonNode page = sink.get("/audit?limit=1&replay=" + replay).body();
        assertThat(page.at("/entries/0/event").asText()).isEqualTo("start");
        assertThat(page.path("cursor").asText()).isNotEmpty();
    }

    @Test
    void aLetterThatFailsAgainIsInTheQueueWithItsAttempt() {
        Sink sink = new Sink("again", 40, n -> n % 4 == 0 ? "no json " + n : "{\"n\":" + n + "}");
        sink.awaitLetters(40);
        sink.mend(Map.of("value.converter", JSON, "value.converter.schemas.enable", "false"));

        JsonNode first = sink.replay("{}");
        assertThat(first.at("/counts/delivered").asLong()).as("%s", first).isEqualTo(30);
        assertThat(first.at("/counts/failed").asLong()).isEqualTo(10);
        assertThat(sink.file.lines()).isEqualTo(30);
        List<ConsumerRecord<byte[], byte[]>> letters = LAB.topics().read(sink.dead);
        assertThat(letters).hasSize(50);
        List<ConsumerRecord<byte[], byte[]>> returned = letters.stream()
                .filter(letter -> "1".equals(header(letter, "__penstock.replay.attempt")))
                .toList();
        assertThat(returned).hasSize(10).allSatisfy(letter -> {
            assertThat(text(letter)).startsWith("no json");
            assertThat(header(letter, "__penstock.replay.id"))
                    .isEqualTo(first.path("id").asText());
            assertThat(header(letter, "__connect.errors.topic")).isEqualTo(sink.topic);
            assertThat(header(letter, "__connect.errors.stage")).isEqualTo("VALUE_CONVERTER");
        });
        assertThat(sink.get("/?attempt=1").body().path("letters")).hasSize(10);

        JsonNode guarded = sink.replay("{\"selection\":{\"attempt\":1},\"max_attempts\":1}");
        assertThat(guarded.at("/counts/refused").asLong()).isEqualTo(10);
        assertThat(LAB.topics().count(sink.dead)).isEqualTo(50);
        Finished shell = setup.shell("connect:dlq", "replay", "--attempt=1", "again");
        assertThat(shell.exitCode()).as(shell.output()).isEqualTo(1);
        assertThat(shell.output()).contains("10 letters selected: 0 delivered, 10 failed.");
        assertThat(sink.get("/?attempt=2").body().path("letters")).hasSize(10);
    }

    @Test
    void lettersGoBackToTheTopicThatTheyCameFrom() {
        Sink sink = new Sink("back", 20, n -> "no json " + n);
        sink.awaitLetters(20);
        sink.mend(Map.of("value.converter", TEXT));

        JsonNode replay = sink.replay("{\"to\":\"topic\"}");

        assertThat(replay.at("/counts/delivered").asLong()).as("%s", replay).isEqualTo(20);
        List<ConsumerRecord<byte[], byte[]>> all = LAB.topics().read(sink.topic);
        assertThat(all).hasSize(40);
        List<ConsumerRecord<byte[], byte[]>> replayed = all.stream()
                .filter(each -> each.headers().lastHeader("__penstock.replay.attempt") != null)
                .toList();
        assertThat(replayed).hasSize(20).allSatisfy(each -> {
            assertThat(header(each, "__penstock.replay.attempt")).isEqualTo("1");
            assertThat(each.headers()).extracting(Header::key).noneMatch(key -> key.startsWith("__connect.errors."));
        });
        assertThat(replayed)
                .extracting(each -> text(each) + "@" + each.partition())
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .filter(each -> each.headers().lastHeader("__penstock.replay.attempt") == null)
                        .map(each -> text(each) + "@" + each.partition())
                        .toList());
        Waiting.soon("the connector has read them again").until(() -> sink.file.lines() == 20);
    }

    @Test
    void theShellLooksAndReplays() throws IOException {
        Sink sink = new Sink("shelled", 5, n -> "no json " + n);
        sink.awaitLetters(5);
        assertThat(shell("list", "shelled", "--limit=2"))
                .contains("VALUE_CONVERTER", "DataException", "go on with --cursor=");
        assertThat(shell("reasons", "shelled")).containsPattern("5 +VALUE_CONVERTER");
        String id = sink.get("/?limit=1").body().at("/letters/0/id").asText();
        assertThat(shell("show", "shelled", id)).contains("no json", "Stack trace:", "Caused by:");
        Path file = LAB.directory().resolve("letters.ndjson");
        assertThat(shell("export", "shelled", file.toString())).contains("Exported 5 letters");
        assertThat(Files.readAllLines(file)).hasSize(5).allSatisfy(line -> assertThat(
                        MAPPER.readTree(line).at("/value/data").asText())
                .startsWith("no json"));
        sink.mend(Map.of("value.converter", TEXT));
        assertThat(shell("replay", "--dry-run", "shelled")).contains("5 letters selected: 5 delivered.");
        assertThat(sink.file.lines()).isZero();
        assertThat(shell("replay", "shelled")).contains("completed", "5 letters selected: 5 delivered.");
        assertThat(sink.file.lines()).isEqualTo(5);
        assertThat(shell("audit", "shelled")).contains("by shell:", "delivered", "completed");
        Finished again = setup.shell("connect:dlq", "replay", "shelled");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.output()).contains("CONFLICT: 5 letters");
        assertThat(setup.shell("connect:dlq", "replay", "--force", "shelled").exitCode())
                .isZero();
        assertThat(sink.file.lines()).isEqualTo(10);
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThat(rest.get("/dead-letters/nobody").status()).isEqualTo(404);
        rest.create(
                "queueless",
                Map.of(
                        "connector.class", "FileStreamSink",
                        "topics", LAB.topic("queueless"),
                        "file", LAB.directory().resolve("queueless.txt").toString()));
        RestAnswer none = rest.get("/dead-letters/queueless");
        assertThat(none.status()).isEqualTo(409);
        assertThat(none.message()).contains("errors.deadletterqueue.topic.name");
        assertThat(rest.get("/dead-letters/queueless?sage=TASK_PUT").message())
                .contains("Unknown query parameter sage");
        assertThat(rest.get("/dead-letters/queueless?since=yesterday").message())
                .contains("since", "yesterday", "2026-01-31T08:30:00Z");
        assertThat(rest.post("/dead-letters/queueless/replays", "{\"to\":\"moon\"}")
                        .message())
                .contains("/to", "moon", "connector or topic");
    }

    private static String shell(String... words) {
        List<String> command = new ArrayList<>(List.of("connect:dlq"));
        command.addAll(List.of(words));
        Finished finished = setup.shell(command.toArray(String[]::new));
        assertThat(finished.exitCode()).as(finished.output()).isZero();
        return finished.output();
    }

    private static boolean is(JsonNode entry, String field, String value) {
        return entry.path(field).asText().equals(value);
    }

    private static String text(ConsumerRecord<byte[], byte[]> each) {
        return new String(each.value(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "(no header " + name + ")" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** A sink that cannot read what is in its topic, since it takes it for JSON with schemas. */
    private static final class Sink {

        private final String name;
        private final String topic;
        private final String dead;
        private final OutputFile file;
        private final Map<String, String> config = new HashMap<>();

        Sink(String name, int count, IntFunction<String> value) {
            this.name = name;
            this.topic = LAB.topic(name);
            this.dead = LAB.topic(name + "-dead");
            this.file = new OutputFile(LAB.directory().resolve(name + ".txt"));
            LAB.topics().create(topic, 3);
            LAB.topics().send(topic, IntStream.range(0, count).mapToObj(value).toList());
            config.put("connector.class", "FileStreamSink");
            config.put("topics", topic);
            config.put("file", file.toString());
            config.put("value.converter", JSON);
            config.put("value.converter.schemas.enable", "true");
            config.put("errors.tolerance", "all");
            config.put("errors.deadletterqueue.topic.name", dead);
            config.put("errors.deadletterqueue.topic.replication.factor", "1");
            config.put("errors.deadletterqueue.context.headers.enable", "true");
            rest.create(name, config);
        }

        void awaitLetters(long count) {
            Waiting.soon(count + " dead letters").until(() -> LAB.topics().count(dead) == count);
        }

        void mend(Map<String, String> changes) {
            config.putAll(changes);
            assertThat(rest.put("/connectors/" + name + "/config", config).status())
                    .isEqualTo(200);
        }

        RestAnswer get(String path) {
            return rest.get("/dead-letters/" + name + path.replaceFirst("^/[?]", "?"));
        }

        RestAnswer post(String body) {
            return rest.post("/dead-letters/" + name + "/replays", body);
        }

        /** Starts a replay and waits for its end. */
        JsonNode replay(String body) {
            RestAnswer started = post(body);
            assertThat(started.status()).as("%s", started).isEqualTo(202);
            String id = started.body().path("id").asText();
            assertThat(started.location().orElse("")).endsWith("/dead-letters/" + name + "/replays/" + id);
            Waiting.upTo(120, "the end of replay " + id)
                    .until(() -> !is(get("/replays/" + id).body(), "state", "running"));
            return get("/replays/" + id).body();
        }

        List<JsonNode> audit() {
            List<JsonNode> entries = new ArrayList<>();
            LAB.topics().read(dead + ".audit", record -> {
                try {
                    entries.add(MAPPER.readTree(text(record)));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(e);
                }
            });
            return entries;
        }
    }
}
