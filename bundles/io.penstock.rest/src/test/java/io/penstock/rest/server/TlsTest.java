package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners that speak TLS. */
class TlsTest {

    private static final String PASSWORD = "change-me";

    @TempDir
    static Path folder;

    private static Path store;

    @BeforeAll
    static void keystore() throws Exception {
        store = folder.resolve("server.p12");
        makeStore(store, "rest");
    }

    private static void makeStore(Path file, String name) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "rest",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
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
            assertOnlyTheKnownClientIsServed(api);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ssl.keystore.location, /no/such/file, cannot be read",
        "ssl.keystore.location, '', no file",
        "ssl.keystore.password, wrong-one, password",
        "ssl.truststore.location, /no/such/file, cannot be read",
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keysMayBePem(boolean inFiles) throws Exception {
        KeyStore keys = load(store);
        String key =
                pem("PRIVATE KEY", keys.getKey("rest", PASSWORD.toCharArray()).getEncoded());
        String certificate = pem("CERTIFICATE", keys.getCertificate("rest").getEncoded());
        FakeWorker worker = new FakeWorker()
                .with("listeners", "https://127.0.0.1:0")
                .with("listeners.https.ssl.client.auth", "required")
                .with("listeners.https.ssl.keystore.type", "PEM")
                .with("listeners.https.ssl.truststore.type", "PEM");
        if (inFiles) {
            worker.with(
                            "listeners.https.ssl.keystore.location",
                            Files.writeString(folder.resolve("key.pem"), key + certificate)
                                    .toString())
                    .with(
                            "listeners.https.ssl.truststore.location",
                            Files.writeString(folder.resolve("trust.pem"), certificate)
                                    .toString());
        } else {
            worker.with("listeners.https.ssl.keystore.key", key)
                    .with("listeners.https.ssl.keystore.certificate.chain", certificate)
                    .with("listeners.https.ssl.truststore.certificates", certificate);
        }
        try (ApiFixture api = new ApiFixture(worker)) {
            assertOnlyTheKnownClientIsServed(api);
        }
    }

    @Test
    void aNewCertificateIsServedWhileAnOldConnectionLives() throws Exception {
        Path live = Files.copy(store, folder.resolve("live.p12"));
        FakeWorker worker = secure("listeners.https.")
                .with("listeners.https.ssl.keystore.location", live.toString())
                .with("listeners", "https://127.0.0.1:0,https://localhost:0")
                .with("rest.ssl.reload.interval.ms", "20");
        try (ApiFixture api = new ApiFixture(worker);
                CapturedLog log = new CapturedLog("io.penstock.rest.http.CertificateWatch");
                SSLSocket old = connect(api, 0)) {
            assertThat(served(old)).isEqualTo("CN=rest");
            assertThat(ask(old)).startsWith("HTTP/1.1 200 ");

            Files.writeString(live, "half a file");
            await().untilAsserted(() -> assertThat(log.records()).isNotEmpty());
            assertThat(log.first())
                    .startsWith("Certificates not reloaded, the old ones stay in use: ")
                    .contains("listeners.https.ssl.keystore.location")
                    .doesNotContain(PASSWORD);
            try (SSLSocket still = connect(api, 0)) {
                assertThat(served(still)).isEqualTo("CN=rest");
            }

            Path next = folder.resolve("next.p12");
            makeStore(next, "next");
            Files.move(next, live, StandardCopyOption.REPLACE_EXISTING);

            for (int listener = 0; listener < 2; listener++) {
                int which = listener;
                await().untilAsserted(() -> {
                    try (SSLSocket fresh = connect(api, which)) {
                        assertThat(served(fresh)).isEqualTo("CN=next");
                        assertThat(ask(fresh)).startsWith("HTTP/1.1 200 ");
                    }
                });
            }
            assertThat(ask(old)).startsWith("HTTP/1.1 200 ");
            assertThat(served(old)).isEqualTo("CN=rest");
        }
    }

    private static void assertOnlyTheKnownClientIsServed(ApiFixture api) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(api.api.urls().get(0) + "/")).build();
        assertThat(client(true)
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        HttpClient stranger = client(false);
        assertThat(catchThrowableOfType(
                        IOException.class, () -> stranger.send(request, HttpResponse.BodyHandlers.ofString())))
                .isNotNull();
    }

    private static SSLSocket connect(ApiFixture api, int listener) throws Exception {
        SSLContext anybody = SSLContext.getInstance("TLS");
        anybody.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        SSLSocket socket = (SSLSocket) anybody.getSocketFactory()
                .createSocket(
                        "127.0.0.1", URI.create(api.api.urls().get(listener)).getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static String served(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /connectors HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("[]")) {
            int next = socket.getInputStream().read();
            assertThat(next).as("end of connection after " + answer).isNotNegative();
            answer.append((char) next);
        }
        return answer.toString();
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    private static KeyStore load(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static FakeWorker secure(String prefix) {
        return new FakeWorker()
                .with(prefix + "ssl.keystore.location", store.toString())
                .with(prefix + "ssl.keystore.type", "PKCS12")
                .with(prefix + "ssl.keystore.password", PASSWORD);
    }

    private static HttpClient client(boolean withKey) throws Exception {
        KeyStore keys = load(store);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(withKey ? own.getKeyManagers() : null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
