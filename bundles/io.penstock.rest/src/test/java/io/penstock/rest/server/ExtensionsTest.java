package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.rest.basic.BasicAuthExtension;
import io.penstock.rest.fake.FakeExtension;
import io.penstock.rest.fake.FakeOffer;
import io.penstock.rest.fake.FakeWorker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** REST extensions that come and go, and the one for basic authentication. */
class ExtensionsTest {

    private static final String BASIC =
            "org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension";

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Test
    void comesAndGoesWithoutARestartOfTheListeners() {
        FakeWorker worker =
                new FakeWorker().with("rest.extension.classes", "FakeExtension").with("rest.greeting", "hello");
        worker.add("a", Map.of("connector.class", "FileStreamSink")).fail("boom");
        FakeOffer offer = new FakeOffer("example.FakeExtension", () -> new FakeExtension(false, calls));
        try (ApiFixture api = new ApiFixture(worker)) {
            int port = api.port();
            ApiFixture.Answer closed = api.get("/connectors");
            assertThat(closed.status()).isEqualTo(503);
            assertThat(closed.body()).contains("REST extension FakeExtension (rest.extension.classes) is not there");
            assertThat(api.get("/health").status()).isEqualTo(200);

            api.extensions.add(offer);
            api.api.refreshExtensions();

            assertThat(api.get("/greeting").body())
                    .startsWith("hello 5L6g3nShT-eMCtK--X86sw ")
                    .contains("RUNNING", "FAILED", "boom", "connector.class=FileStreamSink");
            assertThat(api.get("/connectors").body()).isEqualTo("[\"a\"]");
            assertThat(offer.lent()).isOne();

            api.extensions.remove(offer);
            api.api.refreshExtensions();

            assertThat(offer.lent()).isZero();
            assertThat(api.get("/greeting").status()).isEqualTo(404);
            // It had resources only, so that the API is as safe without it.
            assertThat(api.get("/connectors").body()).isEqualTo("[\"a\"]");
            assertThat(api.port()).isEqualTo(port);
        }
        assertThat(calls)
                .containsExactly(
                        "configure penstock-rest-extension",
                        "register penstock-rest-extension",
                        "greet penstock-rest-extension",
                        "close penstock-rest-extension");
    }

    @Test
    void anExtensionThatGuardsTheApiTakesItAlong() {
        FakeWorker worker = new FakeWorker().with("rest.extension.classes", "example.Guard");
        FakeOffer offer = new FakeOffer("example.Guard", () -> new FakeExtension(true, calls));
        try (ApiFixture api = new ApiFixture(worker)) {
            api.extensions.add(offer);
            api.api.refreshExtensions();
            assertThat(api.get("/connectors").header("X-Stamp")).isEqualTo("GET");
            assertThat(api.get("/connectors/forbidden").status()).isEqualTo(403);
            assertThat(api.get("/nope").status()).isEqualTo(404);

            api.extensions.remove(offer);
            api.api.refreshExtensions();
            assertThat(api.get("/connectors").status()).isEqualTo(503);
            assertThat(api.get("/connectors/forbidden").status()).isEqualTo(503);

            FakeOffer better = new FakeOffer("example.Guard", () -> new FakeExtension(true, calls));
            api.extensions.add(better);
            api.api.refreshExtensions();
            assertThat(api.get("/connectors").status()).isEqualTo(200);
            assertThat(better.lent()).isOne();
        }
        assertThat(calls).contains("filter penstock-rest-extension").noneMatch(call -> call.contains("scope"));
        assertThat(offer.lent()).isZero();
    }

    @Test
    void whatIsUnderWayEndsWithTheExtensionThatItBeganWith() {
        FakeWorker worker = new FakeWorker().with("rest.extension.classes", "example.Guard");
        FakeOffer offer = new FakeOffer("example.Guard", () -> new FakeExtension(true, calls));
        try (ApiFixture api = new ApiFixture(worker)) {
            api.extensions.add(offer);
            api.api.refreshExtensions();
            CompletableFuture<Void> gate = new CompletableFuture<>();
            worker.gate(gate);
            CompletableFuture<ApiFixture.Answer> waiting = api.send("DELETE", "/connectors/x", null);
            await().until(() -> gate.getNumberOfDependents() == 1);

            api.extensions.remove(offer);
            CompletableFuture<Void> gone = CompletableFuture.runAsync(api.api::refreshExtensions);
            await().until(() -> api.get("/connectors").status() == 503);
            gate.complete(null);

            assertThat(waiting.join().status()).isEqualTo(404);
            assertThat(waiting.join().header("X-Stamp")).isEqualTo("DELETE");
            gone.join();
            assertThat(offer.lent()).isZero();
        }
    }

    @Test
    void anExtensionThatFailsToOpenKeepsTheApiClosed() {
        FakeWorker worker = new FakeWorker().with("rest.extension.classes", BASIC);
        FakeOffer offer = new FakeOffer(BASIC, BasicAuthExtension::new);
        try (ApiFixture api = new ApiFixture(worker);
                Jaas none = new Jaas(Map.of());
                CapturedLog log = new CapturedLog("io.penstock.rest.extension.Extensions")) {
            api.extensions.add(offer);
            api.api.refreshExtensions();

            assertThat(api.get("/connectors").status()).isEqualTo(503);
            assertThat(log.first()).contains(BASIC, "failed to open");
            assertThat(log.records().get(0).getThrown()).hasMessageContaining("java.security.auth.login.config");
            assertThat(offer.lent()).isZero();
        }
    }

    @Test
    void basicAuthenticationKeepsStrangersOutEverywhere(@TempDir Path folder) throws Exception {
        Path users = Files.writeString(folder.resolve("users"), "ann=secret\nzoë=a:b");
        FakeWorker worker =
                new FakeWorker().with("rest.extension.classes", BASIC).with("admin.listeners", "http://127.0.0.1:0");
        try (Jaas jaas = new Jaas(Map.of("file", users.toString()));
                ApiFixture api = new ApiFixture(worker)) {
            api.extensions.add(new FakeOffer(BASIC, BasicAuthExtension::new));
            api.api.refreshExtensions();

            for (String path :
                    List.of("/", "/connectors", "/health", "/connectors/a/fence", "/nope", "/connectors/a/tasks")) {
                for (String method : List.of("GET", "PUT", "POST", "OPTIONS")) {
                    assertThat(api.call(method, path, null).status())
                            .as(method + " " + path)
                            .isEqualTo(401);
                }
            }
            assertThat(api.at(api.api.adminUrls().get(0), "/admin/loggers").status())
                    .isEqualTo(401);
            ApiFixture.Answer refused = api.get("/connectors");
            assertThat(refused.body()).isEqualTo("User cannot access the resource.");
            assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ");
            assertThat(as(api, "ann:secret")).isEqualTo(200);
            assertThat(as(api, "zoë:a:b")).isEqualTo(200);
            for (String wrong : List.of("ann:wrong", "ann:", ":", "ann", "bob:secret", "ann:secret ", "")) {
                assertThat(as(api, wrong)).as(wrong).isEqualTo(401);
            }
            assertThat(api.call("GET", "/connectors", null, "Authorization", "Basic ???")
                            .status())
                    .isEqualTo(401);
            assertThat(api.call("GET", "/connectors", null, "Authorization", "Bearer x")
                            .status())
                    .isEqualTo(401);

            Files.writeString(users, "bob=secret");
            assertThat(as(api, "ann:secret")).isEqualTo(401);
            assertThat(as(api, "bob:secret")).isEqualTo(200);
            Files.writeString(users, "");
            assertThat(as(api, "bob:secret")).isEqualTo(401);
            Files.delete(users);
            assertThat(as(api, "bob:secret")).isEqualTo(401);
        }
    }

    private static int as(ApiFixture api, String user) {
        String encoded = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return api.call("GET", "/connectors", null, "Authorization", "Basic " + encoded)
                .status();
    }

    /** The JVM's JAAS configuration for the time of a test: Apache's login module, or none when there are no options. */
    private static final class Jaas extends Configuration implements AutoCloseable {

        private final Map<String, String> options;

        Jaas(Map<String, String> options) {
            this.options = options;
            Configuration.setConfiguration(this);
        }

        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            if (options.isEmpty() || !name.equals("KafkaConnect")) {
                return null;
            }
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry(
                        BASIC.replaceFirst("[^.]*$", "PropertyFileLoginModule"),
                        AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                        options)
            };
        }

        @Override
        public void close() {
            Configuration.setConfiguration(null);
        }
    }
}
