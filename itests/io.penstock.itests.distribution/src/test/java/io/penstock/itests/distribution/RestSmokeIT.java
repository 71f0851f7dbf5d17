package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.RestAnswer;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The REST API in the order in which a user goes through it; answers as Apache's worker of 4.3.1 gives them. */
class RestSmokeIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static RestClient rest;

    @BeforeAll
    static void start() {
        rest = LAB.worker("worker").start().rest();
    }

    @Test
    void theWorkerSaysWhatItIs() {
        JsonNode root = rest.get("/").body();
        assertThat(root.path("version").asText()).startsWith("4.3.1");
        assertThat(root.path("kafka_cluster_id").asText()).isNotBlank();
        assertThat(root.has("commit")).isTrue();
        RestAnswer health = rest.get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body().path("status").asText()).isEqualTo("healthy");
        assertThat(health.message()).isEqualTo("Worker has completed startup and is ready to handle requests.");
    }

    @Test
    void pluginsAreListedAndExplained() {
        assertThat(rest.get("/connector-plugins").body().findValuesAsText("class"))
                .contains(
                        "io.penstock.connect.datagen.DatagenSourceConnector",
                        "org.apache.kafka.connect.file.FileStreamSinkConnector",
                        "org.apache.kafka.connect.file.FileStreamSourceConnector");
        assertThat(rest.get("/connector-plugins?connectorsOnly=false").body().findValuesAsText("class"))
                .contains(
                        "org.apache.kafka.connect.transforms.Cast$Value",
                        "org.apache.kafka.connect.transforms.predicates.HasHeaderKey",
                        "org.apache.kafka.connect.json.JsonConverter",
                        "org.apache.kafka.connect.storage.StringConverter",
                        "org.apache.kafka.connect.converters.ByteArrayConverter",
                        "org.apache.kafka.connect.storage.SimpleHeaderConverter");
        assertThat(rest.get("/connector-plugins/FileStreamSource/config").body().findValuesAsText("name"))
                .contains("file", "topic", "batch.size", "tasks.max");
        assertError(rest.get("/connector-plugins/Nope/config"), 404, "Unknown plugin Nope.");
        RestAnswer report = rest.put(
                "/connector-plugins/FileStreamSource/config/validate",
                Map.of("connector.class", "FileStreamSource", "name", "q"));
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body().path("error_count").asInt()).isEqualTo(1);
        assertThat(report.body().findValuesAsText("errors")).isNotEmpty();
        assertError(
                rest.put(
                        "/connector-plugins/FileStreamSink/config/validate",
                        Map.of("connector.class", "FileStreamSource")),
                400,
                "Included connector type FileStreamSource does not match request type FileStreamSink");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertError(rest.get("/nope"), 404, "HTTP 404 Not Found");
        assertError(rest.get("/connectors/none"), 404, "Connector none not found");
        assertError(rest.get("/connectors/none/config"), 404, "Connector none not found");
        assertError(rest.get("/connectors/none/tasks"), 404, "Connector none not found");
        assertError(rest.get("/connectors/none/status"), 404, "No status found for connector none");
        assertError(rest.get("/connectors/none/tasks/0/status"), 404, "No status found for task none-0");
        assertError(rest.put("/connectors/none/pause", null), 404, "Unknown connector none");
        assertError(rest.put("/connectors/none/resume", null), 404, "Unknown connector none");
        assertError(rest.put("/connectors/none/stop", null), 404, "Unknown connector none");
        assertError(rest.post("/connectors/none/restart", null), 404, "Unknown connector: none");
        assertError(rest.post("/connectors/none/restart?includeTasks=true", null), 404, "Unknown connector: none");
        assertError(rest.post("/connectors/none/tasks/0/restart", null), 404, "Unknown connector: none");
        assertError(rest.call("PATCH", "/connectors/none/config", Map.of("a", "b")), 404, "Connector none not found");
        assertError(rest.delete("/connectors/none"), 404, "Connector none not found");
    }

    /** Where Apache's worker answers 500, the caller's mistake is called one. */
    @Test
    void malformedRequestsAreTheCallersFault() {
        for (String body : List.of(
                "{",
                "{}",
                "{\"name\":\"x\"}",
                "{\"name\":\"x\",\"bogus\":1,\"config\":{}}",
                "{\"name\":\"x\",\"initial_state\":\"weird\",\"config\":{\"connector.class\":\"FileStreamSource\"}}")) {
            RestAnswer answer = rest.post("/connectors", body);
            assertThat(answer.status()).as("%s: %s", body, answer).isEqualTo(400);
            assertThat(answer.message()).isNotBlank();
        }
        assertError(rest.post("/", "{}"), 405, "HTTP 405 Method Not Allowed");
    }

    @Test
    void theLifeOfASource() throws IOException {
        Path file = Files.writeString(LAB.directory().resolve("in.txt"), "one\ntwo\nthree\n");
        String topic = LAB.topic("life");
        Map<String, String> config = Map.of(
                "connector.class", "FileStreamSource", "file", file.toString(), "topic", topic, "tasks.max", "1");
        RestAnswer created = rest.post("/connectors", Map.of("name", "src", "config", config));
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        assertThat(created.location()).hasValueSatisfying(url -> assertThat(url).endsWith("/connectors/src"));
        Map<String, String> named = new HashMap<>(config);
        named.put("name", "src");
        assertThat(strings(created.body().path("config"))).isEqualTo(named);
        assertThat(created.body().path("type").asText()).isEqualTo("source");
        assertError(
                rest.post("/connectors", Map.of("name", "src", "config", config)), 409, "Connector src already exists");
        rest.awaitRunning("src", 1);
        Waiting.soon("three lines").until(() -> LAB.topics().count(topic) == 3);

        JsonNode status = rest.status("src");
        assertThat(status.path("type").asText()).isEqualTo("source");
        assertThat(status.at("/tasks/0/worker_id").asText())
                .isEqualTo(rest.url().replace("http://", ""));
        assertThat(status.at("/connector/version").asText()).isEqualTo("4.3.1");
        JsonNode task = rest.get("/connectors/src/tasks").body().get(0);
        assertThat(task.path("id").toString()).isEqualTo("{\"connector\":\"src\",\"task\":0}");
        assertThat(task.at("/config/task.class").asText())
                .isEqualTo("org.apache.kafka.connect.file.FileStreamSourceTask");
        assertThat(rest.get("/connectors/src/tasks/0/status")
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("RUNNING");
        assertError(rest.get("/connectors/src/tasks/9/status"), 404, "No status found for task src-9");
        assertError(rest.get("/connectors/src/tasks/abc/status"), 404, "HTTP 404 Not Found");

        changeTheConfig(config, named);
        pauseStopAndResume();
        restart();
        // The same three lines are not read again, whatever was done to it.
        assertThat(LAB.topics().count(topic)).isEqualTo(3);
        assertThat(rest.delete("/connectors/src").status()).isEqualTo(204);
        assertError(rest.get("/connectors/src"), 404, "Connector src not found");
        Waiting.soon("its status is gone")
                .until(() -> rest.get("/connectors/src/status").status() == 404);
    }

    private static void changeTheConfig(Map<String, String> config, Map<String, String> named) {
        RestAnswer put = rest.put("/connectors/src/config", config);
        assertThat(put.status()).isEqualTo(200);
        assertThat(strings(put.body().path("config"))).isEqualTo(named);
        Map<String, String> changes = new HashMap<>();
        changes.put("batch.size", "10");
        changes.put("tasks.max", null);
        RestAnswer patched = rest.call("PATCH", "/connectors/src/config", changes);
        assertThat(patched.status()).as("%s", patched).isEqualTo(200);
        assertThat(strings(rest.get("/connectors/src/config").body()))
                .containsEntry("batch.size", "10")
                .doesNotContainKey("tasks.max");
        Map<String, String> withNull = new HashMap<>(config);
        withNull.put("x", null);
        RestAnswer refused = rest.put("/connectors/src/config", withNull);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("Null value can not be supplied as the configuration value.");
        assertError(
                rest.put("/connectors/src/config", Map.of("name", "zzz", "connector.class", "FileStreamSource")),
                400,
                "Connector name configuration (zzz) doesn't match connector name in the URL (src)");
    }

    private static void pauseStopAndResume() {
        assertThat(rest.put("/connectors/src/pause", null).status()).isEqualTo(202);
        rest.awaitStates("src", "PAUSED [PAUSED]");
        assertThat(rest.put("/connectors/src/resume", null).status()).isEqualTo(202);
        rest.awaitRunning("src", 1);
        assertThat(rest.put("/connectors/src/stop", null).status()).isEqualTo(204);
        rest.awaitStates("src", "STOPPED []");
        assertThat(rest.get("/connectors/src/tasks").body()).isEmpty();
        assertThat(rest.put("/connectors/src/resume", null).status()).isEqualTo(202);
        rest.awaitRunning("src", 1);
    }

    private static void restart() {
        assertThat(rest.post("/connectors/src/restart", null).status()).isEqualTo(204);
        rest.awaitRunning("src", 1);
        RestAnswer all = rest.post("/connectors/src/restart?includeTasks=true", null);
        assertThat(all.status()).isEqualTo(202);
        assertThat(all.body().at("/connector/state").asText()).isEqualTo("RESTARTING");
        assertThat(all.body().at("/tasks/0/state").asText()).isEqualTo("RESTARTING");
        rest.awaitRunning("src", 1);
        RestAnswer failed = rest.post("/connectors/src/restart?onlyFailed=true&includeTasks=true", null);
        assertThat(failed.status()).isEqualTo(202);
        assertThat(failed.body().at("/connector/state").asText()).isEqualTo("RUNNING");
        assertThat(rest.post("/connectors/src/tasks/0/restart", null).status()).isEqualTo(204);
        assertError(rest.post("/connectors/src/tasks/9/restart", null), 404, "Unknown task: src-9");
        rest.awaitRunning("src", 1);
    }

    @Test
    void initialStatesAndExpansion() {
        String topic = LAB.topic("initial");
        Map<String, String> config =
                Map.of("connector.class", "DatagenSource", "topic", topic, "rate", "1", "name", "st");
        RestAnswer created =
                rest.post("/connectors", Map.of("name", "st", "initial_state", "stopped", "config", config));
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        rest.awaitStates("st", "STOPPED []");
        RestAnswer sink = rest.put(
                "/connectors/snk/config",
                Map.of(
                        "connector.class",
                        "FileStreamSink",
                        "file",
                        LAB.directory().resolve("out.txt").toString(),
                        "topics",
                        topic));
        assertThat(sink.status()).as("%s", sink).isEqualTo(201);
        assertThat(sink.location()).hasValueSatisfying(url -> assertThat(url).endsWith("/connectors/snk"));
        rest.awaitRunning("snk", 1);
        JsonNode expanded = rest.get("/connectors?expand=status&expand=info").body();
        assertThat(expanded.at("/st/status/connector/state").asText()).isEqualTo("STOPPED");
        assertThat(strings(expanded.at("/st/info/config"))).isEqualTo(config);
        assertThat(expanded.at("/snk/status/type").asText()).isEqualTo("sink");
        assertThat(rest.get("/connectors?expand=zz").body().at("/st")).isEmpty();
        assertThat(rest.delete("/connectors/st").status()).isEqualTo(204);
        assertThat(rest.delete("/connectors/snk").status()).isEqualTo(204);
    }

    private static void assertError(RestAnswer answer, int status, String message) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.body().path("error_code").asInt()).isEqualTo(status);
        assertThat(answer.message()).isEqualTo(message);
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> map = new HashMap<>();
        object.properties()
                .forEach(field -> map.put(field.getKey(), field.getValue().asText()));
        return map;
    }
}
