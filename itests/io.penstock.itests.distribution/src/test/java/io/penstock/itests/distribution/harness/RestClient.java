package io.penstock.itests.distribution.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The REST API of a worker. */
public final class RestClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String url;

    public RestClient(String url) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public String url() {
        return url;
    }

    public RestAnswer get(String path) {
        return call("GET", path, null);
    }

    public RestAnswer delete(String path) {
        return call("DELETE", path, null);
    }

    public RestAnswer put(String path, @Nullable Object body) {
        return call("PUT", path, body);
    }

    public RestAnswer post(String path, @Nullable Object body) {
        return call("POST", path, body);
    }

    /** Sends a body that is JSON text already, or anything that Jackson makes JSON of. */
    public RestAnswer call(String method, String path, @Nullable Object body) {
        try {
            String text = body == null || body instanceof String ? (String) body : JSON.writeValueAsString(body);
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .method(method, text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text))
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new RestAnswer(
                    response.statusCode(),
                    parse(response.body()),
                    response.headers().firstValue("Location"));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String body) throws JsonProcessingException {
        return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
    }

    /** Creates a connector and insists on 201. */
    public void create(String name, Map<String, String> config) {
        RestAnswer answer = post("/connectors", Map.of("name", name, "config", config));
        assertThat(answer.status()).as("creating %s: %s", name, answer).isEqualTo(201);
    }

    public JsonNode status(String name) {
        return get("/connectors/" + name + "/status").body();
    }

    /** The connector's state and those of its tasks, as in {@code RUNNING [RUNNING, FAILED]}. */
    public String states(String name) {
        JsonNode status = status(name);
        List<String> tasks = new ArrayList<>();
        status.path("tasks").forEach(task -> tasks.add(task.path("state").asText()));
        return status.path("connector").path("state").asText("none") + " " + tasks;
    }

    /** Waits until the connector and its tasks have these states. */
    public void awaitStates(String name, String states) {
        Waiting.soon(name + " is " + states)
                .untilAsserted(
                        () -> assertThat(states(name)).as("%s", status(name)).isEqualTo(states));
    }

    public void awaitRunning(String name, int tasks) {
        awaitStates(name, "RUNNING " + java.util.Collections.nCopies(tasks, "RUNNING"));
    }

    /** The traces of the connector and its tasks, one after the other. */
    public String traces(String name) {
        JsonNode status = status(name);
        StringBuilder text =
                new StringBuilder(status.path("connector").path("trace").asText());
        status.path("tasks")
                .forEach(task -> text.append('\n').append(task.path("trace").asText()));
        return text.toString();
    }
}
