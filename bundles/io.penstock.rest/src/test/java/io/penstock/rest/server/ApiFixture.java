package io.penstock.rest.server;

import io.penstock.rest.extension.Offers;
import io.penstock.rest.fake.FakeCatalog;
import io.penstock.rest.fake.FakeDeadLetters;
import io.penstock.rest.fake.FakeLevels;
import io.penstock.rest.fake.FakeOffsets;
import io.penstock.rest.fake.FakeTopics;
import io.penstock.rest.fake.FakeWorker;
import io.penstock.rest.jaxrs.JerseyApplication;
import io.penstock.rest.resource.SideServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A worker in memory behind the real server on a free port, and a client. */
final class ApiFixture implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final FakeWorker worker;
    final FakeOffsets offsets;
    final FakeTopics topics = new FakeTopics();
    final FakeLevels levels = new FakeLevels();
    final FakeDeadLetters letters = new FakeDeadLetters();
    final Offers extensions = new Offers();
    final RestApi api;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back. */
    record Answer(int status, String body, HttpResponse<String> response) {

        @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    ApiFixture() {
        this(new FakeWorker());
    }

    ApiFixture(FakeWorker worker) {
        this.worker = worker;
        this.offsets = new FakeOffsets(worker);
        SideServices side = new SideServices(() -> offsets, () -> topics, () -> levels, () -> letters);
        this.api = RestApi.start(worker, new FakeCatalog(), side, extensions, JerseyApplication::new);
    }

    /** The port of the first listener. */
    int port() {
        return URI.create(api.urls().get(0)).getPort();
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    /** Asks another listener. */
    Answer at(String url, String path) {
        return client.sendAsync(
                        HttpRequest.newBuilder(URI.create(url + path))
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), response.body(), response))
                .join();
    }

    /** Sends a request, with the body as JSON unless headers (name, value, ...) say otherwise. */
    Answer call(String method, String path, @Nullable String body, String... headers) {
        return send(method, path, body, headers).join();
    }

    CompletableFuture<Answer> send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body != null && String.join(" ", headers).toLowerCase(Locale.ROOT).indexOf("content-type") < 0) {
            request.header("Content-Type", "application/json");
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), response.body(), response));
    }

    /** Sends exactly these lines and returns everything up to the end of the connection. */
    String raw(String... lines) {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
