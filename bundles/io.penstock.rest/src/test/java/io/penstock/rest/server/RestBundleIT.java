package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.api.startup.RestEndpoint;
import io.penstock.api.startup.StartupFailure;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** The built bundle in a real framework. */
class RestBundleIT {

    private static final String FREE = "http://127.0.0.1:0";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void servesAsLongAsThereIsAWorker() throws Exception {
        try (Framework felix = new Framework(folder, FREE + "," + FREE)) {
            List<String> urls = urls(felix);
            assertThat(urls).hasSize(2);
            converse(urls.get(0));
            converse(urls.get(1));

            felix.fixture.stop();
            assertThat(felix.service(RestEndpoint.class)).isNull();
            await().untilAsserted(() -> assertThat(threads()).isEmpty());

            felix.fixture.start();
            converse(urls(felix).get(0));
        }
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void leavesNothingBehind() throws Exception {
        try (Framework felix = new Framework(folder, FREE)) {
            converse(urls(felix).get(0));
            WeakReference<ClassLoader> loader =
                    new WeakReference<>(felix.rest.adapt(BundleWiring.class).getClassLoader());

            felix.rest.uninstall();
            felix.context().getBundle(0).adapt(FrameworkWiring.class).refreshBundles(null);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                System.gc();
                assertThat(loader.get()).isNull();
            });
            await().untilAsserted(() -> assertThat(threads()).isEmpty());
        }
    }

    @Test
    void aTakenPortIsReportedAsAService() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Framework felix = new Framework(folder, "http://127.0.0.1:" + taken.getLocalPort())) {
            ServiceReference<?> failure = felix.service(StartupFailure.class);

            assertThat(failure).isNotNull();
            assertThat(failure.getProperty(StartupFailure.CODE)).isEqualTo("PORT_IN_USE");
            assertThat(failure.getProperty(StartupFailure.MESSAGE)).asString().contains("" + taken.getLocalPort());
            assertThat(failure.getProperty(StartupFailure.HINT)).asString().contains("listeners=");
            assertThat(felix.service(RestEndpoint.class)).isNull();
            await().untilAsserted(() -> assertThat(threads()).isEmpty());
            assertThat(felix.rest.getState()).isEqualTo(Bundle.ACTIVE);

            felix.fixture.stop();
            assertThat(felix.service(StartupFailure.class)).isNull();
        }
    }

    private void converse(String url) throws Exception {
        assertThat(send("GET", url + "/", "").body()).contains("\"version\":\"4.3.1\"");
        HttpResponse<String> created =
                send("PUT", url + "/connectors/a/config", "{\"connector.class\":\"FileStreamSink\",\"tasks.max\":1}");
        assertThat(created.statusCode()).as(created.body()).isIn(200, 201);
        assertThat(send("GET", url + "/connectors?expand=status", "").body())
                .startsWith("{\"a\":{\"status\":{\"name\":\"a\",\"connector\":{\"state\":\"RUNNING\"");
        assertThat(send("PUT", url + "/connectors/a/config", "{").body())
                .startsWith("{\"error_code\":400,\"message\":\"Malformed JSON at line 1, column 2");
        assertThat(send("GET", url + "/health", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", url + "/connectors//", "").body()).startsWith("{\"error_code\":400,");
        assertThat(send("GET", url + "/greeting", "").body()).startsWith("null 5L6g3nShT-eMCtK--X86sw");
        assertThat(send("GET", url + "/admin/loggers/root", "").body())
                .isEqualTo("{\"level\":\"INFO\",\"last_modified\":null}");
        assertThat(send("GET", url + "/connectors/a/topics", "").body()).isEqualTo("{\"a\":{\"topics\":[]}}");
        HttpResponse<String> missing = send("GET", url + "/connectors/a/offsets", "");
        assertThat(missing.statusCode()).isEqualTo(503);
        assertThat(missing.body())
                .contains("Offsets can be neither read nor changed", "io.penstock.api.offset.ConnectorOffsets");
        assertThat(send("GET", url + "/connector-plugins/FileStreamSource/config", "")
                        .body())
                .startsWith("[{\"name\":\"file\",\"type\":\"STRING\"");
    }

    private HttpResponse<String> send(String method, String url, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> urls(Framework felix) throws Exception {
        ServiceReference<?> endpoint = felix.service(RestEndpoint.class);
        assertThat(endpoint).as("no REST endpoint").isNotNull();
        return List.of((String[]) endpoint.getProperty(RestEndpoint.URLS));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> Stream.of("penstock", "Scheduler", "jersey", "qtp", "Connector")
                        .anyMatch(name::startsWith))
                .toList();
    }
}
