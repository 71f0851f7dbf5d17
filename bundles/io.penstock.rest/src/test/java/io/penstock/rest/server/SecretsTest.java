package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.rest.fake.FakeWorker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code rest.mask.secrets}: {@code shared.key} is what the plugin calls a password. */
class SecretsTest {

    private static final String SECRET = "s3cr3t-value";

    private final FakeWorker worker = new FakeWorker().with("rest.mask.secrets", "true");
    private final ApiFixture api = new ApiFixture(worker);

    @BeforeEach
    void connector() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "FileStreamSource");
        config.put("topic", "t");
        config.put("name", "a");
        config.put("shared.key", SECRET);
        config.put("other.password", SECRET + "2");
        config.put("reference", "plain");
        config.put("db.password", "${file:/x:y}");
        worker.add("a", config);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/connectors/a",
                "/connectors/a/config",
                "/connectors/a/tasks",
                "/connectors?expand=info&expand=status"
            })
    void noAnswerTellsASecret(String path) {
        assertThat(api.get(path).body())
                .contains(
                        "\"shared.key\":\"[hidden]\"",
                        "\"other.password\":\"[hidden]\"",
                        "\"topic\":\"t\"",
                        "\"reference\":\"plain\"",
                        "\"db.password\":\"${file:/x:y}\"")
                .doesNotContain(SECRET);
    }

    @Test
    void answersToWritesTellNoneEither() {
        String body = "{\"connector.class\":\"FileStreamSource\",\"topic\":\"t\",\"shared.key\":\"" + SECRET + "\"}";
        assertThat(api.call("PUT", "/connectors/b/config", body).body())
                .contains("[hidden]")
                .doesNotContain(SECRET);
        assertThat(api.call("PUT", "/connectors/b/config", body).body())
                .contains("[hidden]")
                .doesNotContain(SECRET);
        assertThat(api.call("PATCH", "/connectors/b/config", "{\"x\":\"y\"}").body())
                .contains("[hidden]", "\"x\":\"y\"")
                .doesNotContain(SECRET);
        assertThat(api.call("POST", "/connectors", "{\"name\":\"c\",\"config\":" + body + "}")
                        .body())
                .contains("[hidden]")
                .doesNotContain(SECRET);
        assertThat(api.call("PUT", "/connector-plugins/FileStreamSource/config/validate", body)
                        .body())
                .contains("\"value\":\"[hidden]\"", "is too short: [hidden]")
                .doesNotContain(SECRET);
    }

    @Test
    void whatWasReadWithAMaskCanBeWrittenBack() {
        String shown = api.get("/connectors/a/config").body();

        assertThat(api.call("PUT", "/connectors/a/config", shown).status()).isEqualTo(200);
        assertThat(api.call("PATCH", "/connectors/a/config", "{\"shared.key\":\"[hidden]\",\"topic\":\"u\"}")
                        .status())
                .isEqualTo(200);

        assertThat(worker.connector("a").config())
                .containsEntry("shared.key", SECRET)
                .containsEntry("other.password", SECRET + "2")
                .containsEntry("topic", "u");
    }

    @Test
    void asLongAsThePluginDoesNotAnswerEverythingIsMasked() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        worker.gate(gate);

        assertThat(api.get("/connectors/a/config").body())
                .contains("\"connector.class\":\"FileStreamSource\"", "\"topic\":\"[hidden]\"", "${file:/x:y}")
                .doesNotContain(SECRET);

        gate.complete(null);
        await().untilAsserted(
                        () -> assertThat(api.get("/connectors/a/config").body()).contains("\"topic\":\"t\""));
    }

    @Test
    void withoutThePluginEverythingIsMaskedUntilItIsThere() {
        worker.add("gone", Map.of("connector.class", "Elsewhere", "some.key", SECRET));

        assertThat(api.get("/connectors/gone").body())
                .contains("\"some.key\":\"[hidden]\"", "\"connector.class\":\"Elsewhere\"");
    }
}
