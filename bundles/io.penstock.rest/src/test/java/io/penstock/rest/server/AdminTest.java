package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.rest.fake.FakeLevels;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loggers, topics and offsets beyond the recorded conversation. */
class AdminTest {

    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void loggersAreListedWithTheTimeOfTheirChange() {
        assertThat(api.call("PUT", "/admin/loggers/org.apache.kafka", "{\"level\":\"DEBUG\",\"more\":1}")
                        .body())
                .isEqualTo("[\"org.apache.kafka.connect.runtime.Worker\"]");
        assertThat(api.get("/admin/loggers").body())
                .isEqualTo("{\"org.apache.kafka.connect.runtime.Worker\":{\"level\":\"DEBUG\",\"last_modified\":"
                        + FakeLevels.NOW.toEpochMilli() + "},\"root\":{\"level\":\"INFO\",\"last_modified\":null}}");
        assertThat(api.levels.kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', 200", "scope=worker, 200", "scope=cluster, 204", "scope=CLUSTER, 204", "scope=x, 200"})
    void aLevelIsKeptWhenAskedToInEveryScope(String scope, int status) {
        ApiFixture.Answer answer = api.call("PUT", "/admin/loggers/root?keep=true&" + scope, "{\"level\":\"WARN\"}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(status == 204 ? "" : "[\"root\"]");
        assertThat(api.levels.kept()).containsExactly("root");
        assertThat(api.get("/admin/loggers/root").body()).startsWith("{\"level\":\"WARN\"");
    }

    @Test
    void topicsAreForbiddenWhereTheyAreNotTracked() {
        api.topics.with("a", "t2", "t1");
        assertThat(api.get("/connectors/a/topics").body()).isEqualTo("{\"a\":{\"topics\":[\"t1\",\"t2\"]}}");
        assertThat(api.call("PUT", "/connectors/a/topics/reset", null).status()).isEqualTo(202);
        assertThat(api.get("/connectors/a/topics").body()).isEqualTo("{\"a\":{\"topics\":[]}}");

        api.topics.disable();

        String forbidden = "{\"error_code\":403,\"message\":\"Topic tracking is disabled.\"}";
        assertThat(api.get("/connectors/a/topics").body()).isEqualTo(forbidden);
        assertThat(api.call("PUT", "/connectors/a/topics/reset", null).body()).isEqualTo(forbidden);
    }

    @Test
    void nullForgetsOnePartition() {
        api.worker.add("a", Map.of("connector.class", "FileStreamSource"));
        api.offsets
                .with("a", Map.of("f", "x"), Map.of("position", 1))
                .with("a", Map.of("f", Map.of("y", 2)), Map.of("position", 2));
        api.call("PUT", "/connectors/a/stop", null);

        ApiFixture.Answer answer = api.call(
                "PATCH",
                "/connectors/a/offsets",
                "{\"offsets\":[{\"partition\":{\"f\":\"x\"},\"offset\":null},"
                        + "{\"partition\":{\"f\":{\"y\":2}},\"offset\":{\"position\":99999999999}}]}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(api.get("/connectors/a/offsets").body())
                .isEqualTo("{\"offsets\":[{\"partition\":{\"f\":{\"y\":2}},\"offset\":{\"position\":99999999999}}]}");
    }
}
