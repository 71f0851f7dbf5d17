package io.penstock.launcher.demo;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The few calls of the Connect REST API that the demo makes. */
final class ConnectRest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String url;

    ConnectRest(String url) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Creates the connector with a configuration in JSON. */
    void create(String connector, String config) throws LaunchException, InterruptedException {
        call("PUT", "/connectors/" + connector + "/config", BodyPublishers.ofString(config));
    }

    /** Its tasks are stopped, flushed and committed when this returns or soon after. */
    void delete(String connector) throws LaunchException, InterruptedException {
        call("DELETE", "/connectors/" + connector, BodyPublishers.noBody());
    }

    /** Throws the status of the connector when it or one of its tasks failed. */
    void requireHealthy(String connector) throws LaunchException, InterruptedException {
        String status = call("GET", "/connectors/" + connector + "/status", BodyPublishers.noBody());
        if (status.contains("\"FAILED\"")) {
            throw new LaunchException(ExitCode.FAILED, "The connector " + connector + " failed: " + status, "");
        }
    }

    private String call(String method, String path, BodyPublisher body) throws LaunchException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, body)
                .build();
        HttpResponse<String> response;
        try {
            response = client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LaunchException(ExitCode.FAILED, method + " " + url + path + " failed: " + e, "", e);
        }
        if (response.statusCode() / 100 != 2) {
            throw new LaunchException(
                    ExitCode.FAILED,
                    method + " " + url + path + " was answered with " + response.statusCode() + ": " + response.body(),
                    "");
        }
        return response.body();
    }
}
