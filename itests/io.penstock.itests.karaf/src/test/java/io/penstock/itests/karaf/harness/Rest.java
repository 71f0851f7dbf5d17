package io.penstock.itests.karaf.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The worker's REST API, bodies as text. */
public final class Rest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String url;

    public Rest(int port) {
        this.url = "http://localhost:" + port;
    }

    /** Whether somebody answers. */
    public boolean isUp() throws InterruptedException {
        try {
            get("/");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
    }

    /** Creates or changes a connector. */
    public void put(String connector, String config) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(url + "/connectors/" + connector + "/config"))
                .PUT(BodyPublishers.ofString(config)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(
                request.timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(response.uri() + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
