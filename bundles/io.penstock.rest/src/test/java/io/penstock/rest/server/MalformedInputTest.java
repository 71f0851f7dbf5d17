package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A body that cannot be understood is the client's error, and the answer says where and what was expected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedInputTest {

    private static final String CREATE = "POST /connectors";
    private static final String PUT = "PUT /connectors/there/config";
    private static final String PATCH = "PATCH /connectors/there/config";
    private static final String VALIDATE = "PUT /connector-plugins/FileStreamSource/config/validate";

    private static final String OFFSETS = "PATCH /connectors/there/offsets";
    private static final String LEVEL = "PUT /admin/loggers/root";

    private final ObjectMapper json = new ObjectMapper();
    private final ApiFixture api = new ApiFixture();

    @BeforeAll
    void connector() {
        api.worker.add("there", Map.of("connector.class", "FileStreamSource", "name", "there"));
    }

    @AfterAll
    void close() {
        api.close();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                wrong(CREATE, "", "The body: found nothing, expected an object with \"name\" and \"config\""),
                wrong(CREATE, "null", "The body: found nothing, expected an object with \"name\" and \"config\""),
                wrong(CREATE, "[]", "The body: found an array at line 1, column 1, expected an object"),
                wrong(CREATE, "\"x\"", "The body: found a string at line 1, column 1, expected an object"),
                wrong(CREATE, "7", "The body: found a number at line 1, column 1, expected an object"),
                wrong(CREATE, "{\"name\":\"x\"", "Malformed JSON at line 1, column 12: Unexpected end-of-input"),
                wrong(CREATE, "{\"name\":\"x\",\n\"config\":{,}}", "/config: malformed JSON at line 2, column 11: "),
                wrong(CREATE, "name=x", "Malformed JSON at line 1, column 1: Unrecognized token 'name'"),
                wrong(
                        CREATE,
                        "{\"name\":\"x\",\"config\":{}} {}",
                        "The body: found more after the end of the JSON value at line 1, column 26"),
                wrong(CREATE, "{\"name\":{},\"config\":{}}", "/name: found an object at line 1, column 9"),
                wrong(CREATE, "{\"name\":\"x\",\"config\":null}", "/config: found nothing, expected an object"),
                wrong(CREATE, "{\"name\":\"x\",\"config\":[]}", "/config: found an array", "expected an object"),
                wrong(CREATE, "{\"name\":\"x\",\"config\":\"a=b\"}", "/config: found a string", "expected an object"),
                wrong(CREATE, "{\"name\":\"x\",\"config\":{\"a\":{}}}", "/config/a: found an object", "a string"),
                wrong(CREATE, "{\"name\":\"x\",\"config\":{\"a/b~c\":[]}}", "/config/a~1b~0c: found an array"),
                wrong(
                        CREATE,
                        "{\"name\":\"x\",\"initial_state\":\"ON\",\"config\":{}}",
                        "/initial_state: found \"ON\""),
                wrong(CREATE, "{\"name\":\"x\",\"initial_state\":\"\",\"config\":{}}", "/initial_state: found \"\""),
                wrong(CREATE, "{\"name\":\"x\",\"initial_state\":[],\"config\":{}}", "/initial_state: found an array"),
                wrong(
                        CREATE,
                        "{\"name\":\"x\",\"state\":1,\"config\":{}}",
                        "/state: unknown field \"state\"; expected one"),
                wrong(
                        CREATE,
                        "{\"name\":\"x\",\"config\":{\"a\":" + "9".repeat(5000) + "}}",
                        "/config: malformed JSON: Number value length (5000) exceeds the maximum allowed (1000)"),
                wrong(
                        CREATE,
                        "{\"name\":\"x\",\"x\":" + "[".repeat(5000) + "}",
                        "Malformed JSON: Document nesting depth (1001)"),
                wrong(CREATE, "[".repeat(5000), "The body: found an array at line 1, column 1"),
                wrong(
                        CREATE,
                        "{\"name\":\"x\",\"config\":{\"" + "k".repeat(60_000) + "\":1}}",
                        "/config: malformed JSON: Name length (60000)"));
    }

    static Stream<Arguments> otherBodies() {
        return Stream.of(
                wrong(PUT, "", "The body: found nothing, expected an object with the configuration of the connector"),
                wrong(PUT, "null", "The body: found nothing"),
                wrong(PUT, "[{}]", "The body: found an array at line 1, column 1, expected an object"),
                wrong(PUT, "{\"a\":{\"b\":1}}", "/a: found an object at line 1, column 6, expected a string"),
                wrong(PUT, "{\"a\":tru}", "Malformed JSON at line 1, column"),
                wrong(PATCH, "", "The body: found nothing"),
                wrong(PATCH, "{\"a\":[1]}", "/a: found an array at line 1, column 6, expected a string"),
                wrong(OFFSETS, "", "The body: found nothing, expected an object with \"offsets\""),
                wrong(OFFSETS, "[]", "The body: found an array at line 1, column 1, expected an object"),
                wrong(OFFSETS, "{\"offsets\":{}}", "/offsets: found an object at line 1, column 12", "an array"),
                wrong(OFFSETS, "{\"offsets\":[7]}", "/offsets/0: found a number at line 1, column 13", "an object"),
                wrong(OFFSETS, "{\"offsets\":[null]}", "/offsets/0: found nothing, expected an object with"),
                wrong(OFFSETS, "{\"offsets\":[{\"offset\":{}}]}", "/offsets/0/partition: found nothing, expected an"),
                wrong(OFFSETS, "{\"offsets\":[{\"partition\":\"p\"}]}", "/offsets/0/partition: found a string"),
                wrong(OFFSETS, "{\"offsets\":[{\"partition\":{},\"offset\":3}]}", "/offsets/0/offset: found a number"),
                wrong(OFFSETS, "{\"offset\":[]}", "/offset: unknown field \"offset\"; expected one of \"offsets\""),
                wrong(LEVEL, "", "The body: found nothing, expected an object with \"level\""),
                wrong(LEVEL, "\"DEBUG\"", "The body: found a string at line 1, column 1, expected an object"),
                wrong(LEVEL, "{\"level\":null}", "Desired 'level' parameter was not specified in request."),
                wrong(LEVEL, "{\"level\":{}}", "/level: found an object at line 1, column 10, expected a string"),
                wrong(LEVEL + "?keep=yes", "{\"level\":\"INFO\"}", "Query parameter keep: found \"yes\""),
                wrong(VALIDATE, "", "The body: found nothing"),
                wrong(VALIDATE, "{}", "/connector.class: found nothing, expected the class name or alias"),
                wrong(VALIDATE, "{\"connector.class\":null}", "/connector.class: found nothing"),
                wrong(VALIDATE, "{\"connector.class\":[]}", "/connector.class: found an array", "expected a string"));
    }

    private static Arguments wrong(String call, String body, String... message) {
        return Arguments.of(call, body, message);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource({"bodies", "otherBodies"})
    void isRefusedWithThePlace(String call, String body, String[] message) throws IOException {
        String[] request = call.split(" ");

        ApiFixture.Answer answer = api.call(request[0], request[1], body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        JsonNode error = json.readTree(answer.body());
        assertThat(error.properties()).hasSize(2);
        assertThat(error.get("error_code").asInt()).isEqualTo(400);
        assertThat(error.get("message").asText()).contains(message).doesNotContain("REDACTED");
    }

    @Test
    void scalarsAreTakenAsTheirText() {
        ApiFixture.Answer answer = api.call("PUT", "/connectors/there/config", """
                {"connector.class":"FileStreamSource","topic":"t","a":1,"b":true,"c":1.50,"d":1e5}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"a\":\"1\",\"b\":\"true\",\"c\":\"1.50\",\"d\":\"1e5\"");
    }

    @Test
    void otherEncodingsAreRefused() {
        String answer = api.raw(
                "POST /connectors HTTP/1.1",
                "Host: x",
                "Connection: close",
                "Content-Type: application/json",
                "Content-Length: 8",
                "",
                "\u0000\u0000\u0000\u00ff\u00ff\u00ff\u00ff");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("{\"error_code\":400,\"message\":\"Malformed JSON");
    }
}
