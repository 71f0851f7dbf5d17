package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.ErrorCode;
import io.penstock.api.Health;
import io.penstock.api.restart.Restarts;
import io.penstock.rest.fake.FakeWorker;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients meet beyond the recorded conversation. */
class HttpTest {

    private static final String TEXT = "application/json";

    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void rootTellsTheWorker() {
        assertThat(api.get("/").body())
                .isEqualTo("{\"version\":\"4.3.1\",\"commit\":\"26b251a451ce941d\",\"kafka_cluster_id\":"
                        + "\"5L6g3nShT-eMCtK--X86sw\"}");
    }

    @ParameterizedTest
    @CsvSource({"HEALTHY, 200, healthy", "STARTING, 503, starting", "UNHEALTHY, 500, unhealthy"})
    void healthHasThreeAnswers(Health.Level level, int status, String text) {
        api.worker.health(level, "So it is.");

        ApiFixture.Answer answer = api.get("/health");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"status\":\"" + text + "\",\"message\":\"So it is.\"}");
    }

    @Test
    void expandTellsStatusBeforeInfo() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "FileStreamSink");
        config.put("name", "a");
        api.worker.add("a", config).fail("boom\n\tat X");

        assertThat(api.get("/connectors?expand=info&expand=status&expand=more").body())
                .isEqualTo("{\"a\":{\"status\":{\"name\":\"a\",\"connector\":{\"state\":\"RUNNING\",\"worker_id\":"
                        + "\"127.0.0.1:28083\",\"version\":\"4.3.1\"},\"tasks\":[{\"id\":0,\"state\":\"FAILED\","
                        + "\"worker_id\":\"127.0.0.1:28083\",\"version\":\"4.3.1\",\"trace\":\"boom\\n\\tat X\"}],"
                        + "\"type\":\"sink\"},\"info\":{\"name\":\"a\",\"config\":{\"connector.class\":"
                        + "\"FileStreamSink\",\"name\":\"a\"},\"tasks\":[{\"connector\":\"a\",\"task\":0}],"
                        + "\"type\":\"sink\"}}}");
    }

    @Test
    void aStatusTellsOfItsRestartPolicy() {
        var task = api.worker.add("a", Map.of("connector.class", "FileStreamSink", "name", "a"));
        task.fail("boom");
        task.restarts(new Restarts(2, 5, Instant.parse("2026-11-22T20:15:03.125Z"), false, "failed with X"));
        String waiting = "{\"id\":0,\"state\":\"FAILED\",\"worker_id\":\"127.0.0.1:28083\",\"version\":\"4.3.1\","
                + "\"trace\":\"boom\",\"restarts\":{\"attempt\":2,\"max\":5,\"next\":\"2026-11-22T20:15:03.125Z\","
                + "\"given_up\":false,\"reason\":\"failed with X\"}}";

        assertThat(api.get("/connectors/a/tasks/0/status").body()).isEqualTo(waiting);
        assertThat(api.get("/connectors/a/status").body()).contains("\"tasks\":[" + waiting + "]");

        task.restarts(new Restarts(0, -1, null, false, null));
        assertThat(api.get("/connectors/a/tasks/0/status").body())
                .endsWith(",\"restarts\":{\"attempt\":0,\"max\":-1,\"given_up\":false}}");
        assertThat(api.get("/openapi.json").body()).contains("#/components/schemas/Restarts");
    }

    @Test
    void pluginsAreListedInApachesOrderWithoutInternalOnes() {
        assertThat(api.get("/connector-plugins?connectorsOnly=false").body())
                .containsSubsequence(
                        "SinkConnector\",\"type\":\"sink\"",
                        "SourceConnector\",\"type\":\"source\"",
                        "Cast$Key\",\"type\":\"transformation\"",
                        "{\"class\":\"example.Unversioned\",\"type\":\"predicate\"}",
                        "JsonConverter\",\"type\":\"converter\"",
                        "JsonConverter\",\"type\":\"header_converter\"")
                .doesNotContain("FileConfigProvider");
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "GET, /connectors", "GET, /health", "GET, /nope", "DELETE, /connectors"})
    void headAndErrorsCarryTheHeadersOfAnAnswer(String method, String path) {
        ApiFixture.Answer answer = api.call(method, path, null);
        assertThat(answer.header("Content-Type")).isEqualTo(TEXT);
        assertThat(answer.header("Content-Length")).isEqualTo("" + answer.body().length());
        assertThat(answer.header("Server")).isNull();
        if (method.equals("GET")) {
            ApiFixture.Answer head = api.call("HEAD", path, null);
            assertThat(head.status()).isEqualTo(answer.status());
            assertThat(head.header("Content-Length")).isEqualTo(answer.header("Content-Length"));
            assertThat(head.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /connectors, 405, HTTP 405 Method Not Allowed",
        "PUT, /connectors/x, 405, HTTP 405 Method Not Allowed",
        "FOO, /connectors, 405, HTTP 405 Method Not Allowed",
        "GET, /connectors/x/tasks-config, 404, HTTP 404 Not Found",
        "GET, /connectors/x/tasks/-1/status, 404, HTTP 404 Not Found",
        "GET, /connectors/x/tasks/1.0/status, 404, HTTP 404 Not Found",
        "GET, /connectors/x/tasks/99999999999/status, 404, HTTP 404 Not Found",
        "POST, /connectors/x/tasks/zero/restart, 404, HTTP 404 Not Found",
        "GET, /connectors//x, 400, Ambiguous URI empty segment",
        "GET, /connectors/%2e%2e/config, 400, Ambiguous URI path segment",
    })
    void pathsAndMethodsThatDoNotExist(String method, String path, int status, String message) {
        ApiFixture.Answer answer = api.call(method, path, null);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"error_code\":" + status + ",\"message\":\"" + message + "\"}");
    }

    @Test
    void otherMediaTypesAreRefusedAsApacheDoes() {
        assertThat(api.call("POST", "/connectors", "{}", "Content-Type", "text/plain")
                        .body())
                .isEqualTo("{\"error_code\":415,\"message\":\"HTTP 415 Unsupported Media Type\"}");
        assertThat(api.call("GET", "/connectors", null, "Accept", "text/html").body())
                .isEqualTo("{\"error_code\":406,\"message\":\"HTTP 406 Not Acceptable\"}");
        assertThat(api.call("GET", "/connectors", null, "Accept", "text/plain, application/json;q=0.5")
                        .status())
                .isEqualTo(200);
    }

    /** Apache's worker creates the last four and then refuses every path that names them. */
    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "a b, a%20b",
        "é+;, %C3%A9+%3B",
        "a/b, a%2Fb",
        "100%, 100%25",
        "c:\\d, c%3A%5Cd",
        "?#, %3F%23"
    })
    void everyNameCanBeReached(String name, String encoded) {
        ApiFixture.Answer created = api.call(
                "POST",
                "/connectors",
                "{\"name\":\" " + name.replace("\\", "\\\\")
                        + " \",\"config\":{\"connector.class\":\"FileStreamSink\"}}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String location = String.valueOf(created.header("Location"));

        assertThat(api.get(location.substring(location.indexOf("/connectors"))).body())
                .contains("\"name\":\"" + name.replace("\\", "\\\\") + "\"");
        assertThat(api.get("/connectors/" + encoded + "/status").status()).isEqualTo(200);
        assertThat(api.call("DELETE", "/connectors/" + encoded, null).status()).isEqualTo(204);
        assertThat(api.worker.connectors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"connect.example", "connect.example:8083", "kafka_connect:8083", "[::1]:8083"})
    void locationLeadsToTheHostThatTheClientAsked(String host) {
        String body = "{\"name\":\"h\",\"config\":{\"connector.class\":\"FileStreamSink\"}}";
        String answer = api.raw(
                "POST /connectors HTTP/1.1",
                "Host: " + host,
                "Connection: close",
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "",
                body);

        assertThat(answer).contains("Location: http://" + host + "/connectors/h\r\n");
    }

    @Test
    void clientsMayForgetToEscapeAVersionRange() {
        String answer = api.raw(
                "GET /connector-plugins/FileStreamSource/config?version=[4,5) HTTP/1.1",
                "Host: x",
                "Connection: close");

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"name\":\"batch.size\"");
    }

    @Test
    void whatTheServerItselfRefusesIsJsonToo() {
        assertThat(api.raw("GET /connectors/%zz HTTP/1.1", "Host: x", "Connection: close"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"error_code\":400,\"message\":\"Bad Request\"}");
        assertThat(api.raw("GET / HTTP/1.1", "Host: x", "Connection: close", "X: " + "x".repeat(10_000)))
                .startsWith("HTTP/1.1 431 ")
                .contains("{\"error_code\":431,");
    }

    @Test
    void aBodyHasALimitWhetherAnnouncedOrNot() {
        String announced = api.raw(
                "POST /connectors HTTP/1.1",
                "Host: x",
                "Connection: close",
                "Content-Type: application/json",
                "Content-Length: 2000000");
        String piece = "x".repeat(64 * 1024);
        StringBuilder pieces = new StringBuilder();
        for (int i = 0; i < 17; i++) {
            pieces.append("10000\r\n").append(piece).append("\r\n");
        }
        String chunked = api.raw(
                "POST /connectors HTTP/1.1",
                "Host: x",
                "Connection: close",
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "",
                pieces + "0");

        String message =
                "{\"error_code\":413,\"message\":\"The body is larger than the 1048576 bytes that a request may"
                        + " have\"}";
        assertThat(announced).startsWith("HTTP/1.1 413 ").endsWith(message);
        assertThat(chunked).startsWith("HTTP/1.1 413 ").endsWith(message);
        assertThat(api.get("/").status()).isEqualTo(200);
    }

    @Test
    void aLargeConfigurationPasses() {
        String value = "x".repeat(900_000);

        assertThat(api.call(
                                "PUT",
                                "/connectors/big/config",
                                "{\"connector.class\":\"FileStreamSink\",\"v\":\"" + value + "\"}")
                        .status())
                .isEqualTo(201);
        api.worker.add("big2", Map.of("v", value));
        assertThat(api.get("/connectors?expand=info").body()).hasSizeGreaterThan(1_800_000);
    }

    @Test
    void aDefectIsLoggedOnceUnderAnIdThatTheClientLearns() {
        api.worker.defect(new IllegalStateException("wheel came off"));

        try (CapturedLog log = new CapturedLog("io.penstock.rest.error.ThrowableMapper")) {
            ApiFixture.Answer answer = api.get("/connectors");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body())
                    .matches("\\{\"error_code\":500,\"message\":\"wheel came off \\(error [0-9a-f]{8} in the worker's"
                            + " log\\)\"}");
            String id = answer.body().replaceFirst(".*error ([0-9a-f]{8}) .*", "$1");
            assertThat(log.records()).hasSize(1);
            assertThat(log.records().get(0).getMessage()).contains(id);
            assertThat(log.records().get(0).getThrown()).hasMessage("wheel came off");

            assertThat(api.call("PUT", "/connectors/x/pause", null).status()).isEqualTo(500);
            assertThat(log.records()).hasSize(2);
        }
    }

    @Test
    void aFailureOfTheWorkerHasItsOwnStatusAndWords() {
        api.worker.defect(ErrorCode.UNAVAILABLE.of("The worker stops."));

        assertThat(api.get("/connectors/x/status").body())
                .isEqualTo("{\"error_code\":503,\"message\":\"The worker stops.\"}");
    }

    @Test
    void eachRequestIsOneLineOfTheAccessLog() {
        try (CapturedLog log = new CapturedLog("org.apache.kafka.connect.runtime.rest.RestServer")) {
            api.call("GET", "/connectors?expand=info", null, "User-Agent", "a\"b", "Referer", "http://r");

            assertThat(log.first())
                    .matches("127\\.0\\.0\\.1 - - \\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}] \"GET"
                            + " /connectors\\?expand=info HTTP/1\\.1\" 200 2 \"http://r\" \"a\\\\\"b\" \\d+");
        }
    }

    @Test
    void pagesOfOtherOriginsMayCallWhenAllowed() {
        FakeWorker worker = new FakeWorker()
                .with("access.control.allow.origin", "http://a[.]example, http://b.example")
                .with("access.control.allow.methods", "GET,PUT");
        try (ApiFixture cors = new ApiFixture(worker)) {
            assertThat(cors.call("GET", "/connectors", null, "Origin", "http://a.example")
                            .header("Access-Control-Allow-Origin"))
                    .isEqualTo("http://a.example");
            assertThat(cors.call("GET", "/connectors", null, "Origin", "http://c.example")
                            .header("Access-Control-Allow-Origin"))
                    .isNull();
            ApiFixture.Answer preflight = cors.call(
                    "OPTIONS",
                    "/connectors",
                    null,
                    "Origin",
                    "http://b.example",
                    "Access-Control-Request-Method",
                    "PUT");
            assertThat(preflight.status()).isEqualTo(200);
            assertThat(preflight.header("Access-Control-Allow-Methods").split(","))
                    .contains("GET", "PUT");
            assertThat(preflight.header("Vary")).isEqualTo("Origin");
        }
        assertThat(api.call("GET", "/connectors", null, "Origin", "http://a.example")
                        .header("Vary"))
                .isNull();
    }

    @Test
    void everyAnswerCarriesTheConfiguredHeaders() {
        FakeWorker worker = new FakeWorker()
                .with(
                        "response.http.headers.config",
                        "add X-A: 1, \"set Cache-Control: no-cache, no-store\", setDate Expires: 1000, add X-A: http://y");
        try (ApiFixture headers = new ApiFixture(worker)) {
            ApiFixture.Answer answer = headers.get("/nope");
            assertThat(answer.response().headers().allValues("X-A")).containsExactly("1", "http://y");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, no-store");
            assertThat(answer.header("Expires")).endsWith(" GMT");
        }
    }
}
