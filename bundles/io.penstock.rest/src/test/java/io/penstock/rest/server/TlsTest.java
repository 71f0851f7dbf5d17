package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.api.startup.StartupFailure;
import io.penstock.rest.fake.FakeWorker;
import io.penstock.rest.settings.RestSettings;
import io.penstock.rest.settings.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listeners that speak TLS. */
class TlsTest {

    private static final String PASSWORD = "change-me";

    @TempDir
    static Path folder;

    private static Path store;

    @BeforeAll
    static void keystore() throws Exception {
        store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "rest",
                        "-dname",
                        "CN=rest",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    @Test
    void plainAndSecureListenersServeTheSame() throws Exception {
        FakeWorker worker = secure("listeners.https.").with("listeners", "https://127.0.0.1:0,http://127.0.0.1:0");
        try (ApiFixture api = new ApiFixture(worker)) {
            String url = api.api.urls().get(0);
            assertThat(url).startsWith("https://127.0.0.1:");
            assertThat(api.api.urls().get(1)).startsWith("http://127.0.0.1:");
            assertThat(worker.advertised())
                    .isEqualTo("127.0.0.1:" + URI.create(api.api.urls().get(1)).getPort());

            HttpResponse<String> answer = client(false)
                    .send(
                            HttpRequest.newBuilder(URI.create(url + "/connectors/a/config"))
                                    .PUT(HttpRequest.BodyPublishers.ofString(
                                            "{\"connector.class\":\"FileStreamSink\"}"))
                                    .header("Content-Type", "application/json")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.headers().firstValue("Location")).contains(url + "/connectors/a");
        }
    }

    @Test
    void clientsMustProveWhoTheyAreWhenRequired() throws Exception {
        FakeWorker worker = secure("")
                .with("listeners", "https://127.0.0.1:0")
                .with("ssl.client.auth", "required")
                .with("ssl.truststore.location", store.toString())
                .with("ssl.truststore.type", "PKCS12")
                .with("ssl.truststore.password", PASSWORD);
        try (ApiFixture api = new ApiFixture(worker)) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(api.api.urls().get(0) + "/"))
                    .build();

            assertThat(client(true)
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            HttpClient stranger = client(false);
            assertThat(catchThrowableOfType(
                            IOException.class, () -> stranger.send(request, HttpResponse.BodyHandlers.ofString())))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ssl.keystore.location, /no/such/file, cannot be read",
        "ssl.keystore.location, '', no file",
        "ssl.keystore.password, wrong-one, password",
        "ssl.keystore.type, JUNK, JUNK",
        "ssl.client.auth, maybe, no such mode",
    })
    void aWrongSettingIsNamedAndNoPasswordShown(String key, String value, String problem) {
        FakeWorker worker = secure("listeners.https.")
                .with("listeners", "https://127.0.0.1:0")
                .with("listeners.https." + key, value);

        StartException failure = catchThrowableOfType(StartException.class, () -> new ApiFixture(worker));

        assertThat(failure.code()).isEqualTo(StartupFailure.Code.CONFIG_INVALID);
        assertThat(failure).hasMessageContaining("listeners.https.ssl.").hasMessageContaining(problem);
        assertThat(failure.getMessage() + failure.hint()).doesNotContain(PASSWORD, "wrong-one");
        assertThat(RestSettings.parse(worker.restSettings()).toString()).doesNotContain(PASSWORD, "wrong-one");
    }

    private static FakeWorker secure(String prefix) {
        return new FakeWorker()
                .with(prefix + "ssl.keystore.location", store.toString())
                .with(prefix + "ssl.keystore.type", "PKCS12")
                .with(prefix + "ssl.keystore.password", PASSWORD);
    }

    private static HttpClient client(boolean withKey) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(withKey ? own.getKeyManagers() : null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
