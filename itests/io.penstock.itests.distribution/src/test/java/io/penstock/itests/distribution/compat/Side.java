package io.penstock.itests.distribution.compat;

import io.penstock.itests.distribution.harness.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of the two workers. Its address and its directory are taken out of what it answers. */
final class Side {

    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI rest;
    private final Path directory;

    Side(URI rest, Path directory) {
        this.rest = rest;
        this.directory = directory;
    }

    /** An answer: status, body, and where a new connector is. */
    record Answer(int status, String body, String location) {}

    Answer call(Step step) throws IOException, InterruptedException {
        String body = step.body();
        return call(step.method(), step.path(), body == null ? null : body.replace("${dir}", directory.toString()));
    }

    void await(Step step) {
        Pattern wanted = Pattern.compile(String.valueOf(step.body()), Pattern.DOTALL);
        Waiting.upTo(90, step + " at " + rest)
                .until(() ->
                        wanted.matcher(call("GET", step.path(), null).body()).find());
    }

    private Answer call(String method, String path, @Nullable String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(rest + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!method.equals("OPTIONS")) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        String location = response.headers().firstValue("Location").orElse("");
        return new Answer(response.statusCode(), neutral(response.body()), neutral(location));
    }

    private String neutral(String text) {
        return text.replace(rest.getAuthority(), "WORKER").replace(directory.toString(), "DIR");
    }
}
