package io.penstock.itests.distribution.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dashboards that ask for everything at once while somebody creates and deletes connectors. */
class ManyReadersIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final int CONNECTORS = 500;
    private static final int READERS = 200;
    private static final int ROUNDS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyAnswerIsWhole() throws Exception {
        RestClient rest = LAB.worker("worker").start().rest();
        for (int i = 0; i < CONNECTORS; i++) {
            create(rest, "steady-" + i);
        }
        Waiting.soon("all have a status")
                .until(() -> rest.get("/connectors?expand=status").body().size() == CONNECTORS);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> changes = executor.submit(() -> {
                int count = 0;
                while (!over.get()) {
                    String name = "passing-" + count++;
                    create(rest, name);
                    assertThat(rest.delete("/connectors/" + name).status()).isEqualTo(204);
                }
                return count;
            });
            for (int round = 0; round < ROUNDS; round++) {
                for (JsonNode answer : askAtOnce(rest.url())) {
                    check(answer);
                }
            }
            over.set(true);
            assertThat(changes.get()).isPositive();
        } finally {
            over.set(true);
            executor.shutdown();
        }
        assertThat(rest.get("/connectors").body()).hasSize(CONNECTORS);
    }

    private static void create(RestClient rest, String name) {
        assertThat(rest.post(
                                "/connectors",
                                Map.of(
                                        "name",
                                        name,
                                        "initial_state",
                                        "STOPPED",
                                        "config",
                                        Map.of(
                                                "connector.class", "DatagenSource",
                                                "dataset", "users",
                                                "topic", "nothing-comes-here")))
                        .status())
                .isEqualTo(201);
    }

    private static List<JsonNode> askAtOnce(String url) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(60))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/connectors?expand=status&expand=info"))
                .timeout(Duration.ofSeconds(90))
                .build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            answers.add(client.sendAsync(request, BodyHandlers.ofString()));
        }
        List<JsonNode> bodies = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> response = answer.join();
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            bodies.add(JSON.readTree(response.body()));
        }
        return bodies;
    }

    /** The steady ones are all there; one that comes and goes is there as a whole or not at all. */
    private static void check(JsonNode answer) {
        int steady = 0;
        for (Map.Entry<String, JsonNode> connector : answer.properties()) {
            String name = connector.getKey();
            steady += name.startsWith("steady-") ? 1 : 0;
            assertThat(connector.getValue().path("status").path("name").asText())
                    .isEqualTo(name);
            assertThat(connector.getValue().path("status").path("type").asText())
                    .isEqualTo("source");
            assertThat(connector
                            .getValue()
                            .path("info")
                            .path("config")
                            .path("name")
                            .asText())
                    .isEqualTo(name);
        }
        assertThat(steady).isEqualTo(CONNECTORS);
    }
}
