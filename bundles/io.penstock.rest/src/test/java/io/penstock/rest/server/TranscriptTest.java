package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Holds the conversation that was recorded with Apache's worker again and compares word for word. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranscriptTest {

    /** Where we answer better: Apache's worker blames itself (500) for what the client got wrong. */
    private static final Map<String, String> BETTER = Map.of(
            "{",
            "Malformed JSON at line 1, column 2: Unexpected end-of-input: expected close marker for Object",
            "{}",
            "/config: found nothing, expected an object with the configuration of the connector",
            "{\"name\":\"x\"}",
            "/config: found nothing, expected an object with the configuration of the connector",
            "{\"name\":\"x\",\"bogus\":1,\"config\":{}}",
            "/bogus: unknown field \"bogus\"; expected one of \"config\", \"initial_state\", \"name\"",
            "{\"name\":\"x\",\"initial_state\":\"weird\",\"config\":{\"connector.class\":\"FileStreamSource\"}}",
            "/initial_state: found \"weird\", expected one of RUNNING, PAUSED, STOPPED");

    /** A body this long was cut when it was recorded. */
    private static final int CUT = 900;

    private final ObjectMapper json = new ObjectMapper();
    private final ApiFixture api = new ApiFixture();

    private record Call(
            String method,
            String path,
            @Nullable String body,
            int status,
            @Nullable String location,
            String answer) {

        @Override
        public String toString() {
            return method + " " + path + (body == null ? "" : " " + body);
        }
    }

    private List<Call> calls = List.of();

    @BeforeAll
    void read() throws IOException {
        api.offsets
                .with("src", Map.of("filename", "/data/in.txt"), Map.of("position", 6))
                .with(
                        "snk",
                        new TreeMap<>(Map.of("kafka_topic", "t1", "kafka_partition", 0)),
                        Map.of("kafka_offset", 3));
        api.topics.with("src", "t1");
        calls = recorded();
        assertThat(calls).hasSizeGreaterThan(90);
    }

    @AfterAll
    void close() {
        api.close();
    }

    @TestFactory
    Stream<DynamicTest> answersAsRecorded() {
        return calls.stream().map(call -> DynamicTest.dynamicTest(call.toString(), () -> replay(call)));
    }

    private void replay(Call call) throws IOException {
        ApiFixture.Answer answer = api.call(call.method(), call.path(), call.body());
        if (call.status() == 500) {
            assertThat(answer.status()).isEqualTo(400);
            JsonNode error = json.readTree(answer.body());
            assertThat(error.get("error_code").asInt()).isEqualTo(400);
            assertThat(error.get("message").asText()).isEqualTo(better(call));
            return;
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(call.status());
        if (call.method().equals("OPTIONS")) {
            assertThat(answer.body().split(", "))
                    .containsExactlyInAnyOrder(call.answer().split(", "));
        } else if (call.answer().length() >= CUT) {
            assertThat(answer.body()).startsWith(call.answer().substring(0, CUT));
        } else {
            assertThat(normal(answer.body())).isEqualTo(normal(call.answer()));
        }
        if (!answer.body().isEmpty() && !call.method().equals("OPTIONS")) {
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        }
        assertThat(answer.header("Location"))
                .isEqualTo(call.location() == null ? null : call.location().replace("28083", "" + api.port()));
    }

    private static @Nullable String better(Call call) {
        if (call.path().endsWith("/offsets")) {
            return call.body() == null
                    ? "The body: found nothing, expected an object with \"offsets\""
                    : "The value for the 'position' key in the offset is expected to be a Long value";
        }
        return call.path().endsWith("/validate")
                ? "/connector.class: found nothing, expected the class name or alias of a connector, such as"
                        + " \"FileStreamSource\": the connector config contains no connector type"
                : BETTER.get(call.body());
    }

    /** The order of a configuration's keys and of connectors is a hash map's with Apache; the rest has to be exact. */
    private String normal(String body) throws IOException {
        if (body.startsWith("[\"")) {
            List<String> names = new ArrayList<>();
            json.readTree(body).forEach(name -> names.add(name.asText()));
            return names.stream().sorted().toList().toString();
        }
        return body.startsWith("{") || body.startsWith("[{\"id")
                ? sorted(json.readTree(body)).toString()
                : body;
    }

    private JsonNode sorted(JsonNode tree) {
        if (tree.has("connector.class") || tree.has("snk")) {
            Map<String, JsonNode> fields = new TreeMap<>();
            tree.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            return json.valueToTree(fields);
        }
        if (tree.get("config") instanceof ObjectNode config) {
            ((ObjectNode) tree).set("config", sorted(config));
        }
        if (tree.isArray()) {
            tree.forEach(this::sorted);
        }
        return tree;
    }

    private static List<Call> recorded() throws IOException {
        List<Call> calls = new ArrayList<>();
        try (InputStream file = TranscriptTest.class.getResourceAsStream("transcript.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = text.split("(?m)^>>> ");
            for (String part : List.of(parts).subList(1, parts.length)) {
                calls.add(call(part.lines().toList()));
            }
        }
        return calls;
    }

    private static Call call(List<String> lines) {
        String[] request = lines.get(0).split(" +", 3);
        String body = request.length > 2 && request[2].startsWith("body=") ? request[2].substring(5) : null;
        String location = null;
        String answer = "";
        for (String line : lines.subList(2, lines.size())) {
            if (line.startsWith("Location: ")) {
                location = line.substring("Location: ".length());
            } else {
                answer = line;
            }
        }
        return new Call(
                request[0], request[1], body, Integer.parseInt(lines.get(1).split(" ")[1]), location, answer);
    }
}
