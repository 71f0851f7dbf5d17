package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.api.startup.StartupFailure;
import io.penstock.rest.fake.FakeWorker;
import io.penstock.rest.settings.Advertised;
import io.penstock.rest.settings.Listener;
import io.penstock.rest.settings.RestSettings;
import io.penstock.rest.settings.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the server listens, what it calls itself, and what it says when it cannot. */
class ListenersTest {

    @Test
    void severalListenersServeTheSame() throws IOException {
        try (ApiFixture api = new ApiFixture(
                new FakeWorker().with("listeners", "http://127.0.0.1:0, HTTP://localhost:0,http://:0"))) {
            assertThat(api.api.urls()).hasSize(3);
            for (String url : api.api.urls()) {
                assertThat(URI.create(url).getPort()).isPositive();
                try (Socket socket = new Socket("127.0.0.1", URI.create(url).getPort())) {
                    socket.getOutputStream()
                            .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                            .startsWith("HTTP/1.1 200 OK");
                }
            }
            assertThat(api.worker.advertised()).isEqualTo("127.0.0.1:" + api.port());
        }
    }

    @Test
    void administrationMayHaveListenersOfItsOwn() {
        FakeWorker worker = new FakeWorker().with("admin.listeners", "http://127.0.0.1:0, http://localhost:0");
        try (ApiFixture api = new ApiFixture(worker)) {
            assertThat(api.api.urls()).hasSize(1);
            assertThat(api.api.adminUrls()).hasSize(2);
            assertThat(worker.advertised()).isEqualTo("127.0.0.1:" + api.port());
            for (String path : List.of("/admin/loggers", "/admin/loggers/root", "/admin/../admin/loggers")) {
                assertThat(api.get(path).status()).as(path).isEqualTo(404);
            }
            assertThat(api.get("/connectors").status()).isEqualTo(200);
            for (String url : api.api.adminUrls()) {
                assertThat(api.at(url, "/admin/loggers/root").body()).startsWith("{\"level\":\"INFO\"");
                assertThat(api.at(url, "/connectors").body())
                        .isEqualTo("{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");
                assertThat(api.at(url, "/").status()).isEqualTo(404);
            }
        }
    }

    @Test
    void administrationMayBeTurnedOff() {
        try (ApiFixture api = new ApiFixture(new FakeWorker().with("admin.listeners", ""))) {
            assertThat(api.api.adminUrls()).isEmpty();
            assertThat(api.get("/admin/loggers").status()).isEqualTo(404);
            assertThat(api.get("/%61dmin/loggers").status()).isEqualTo(404);
            assertThat(api.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void aTakenPortIsNamedAndNothingStaysBound() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int free = probe.getLocalPort();
            probe.close();

            StartException failure = refused("http://127.0.0.1:" + free + ",http://127.0.0.1:" + taken.getLocalPort());

            assertThat(failure.code()).isEqualTo(StartupFailure.Code.PORT_IN_USE);
            assertThat(failure)
                    .hasMessage("Listener http://127.0.0.1:" + taken.getLocalPort() + " cannot be opened: port "
                            + taken.getLocalPort() + " is in use");
            assertThat(failure.hint()).contains("listeners=http://127.0.0.1:" + (taken.getLocalPort() % 65535 + 1));
            new ServerSocket(free, 1, InetAddress.getByName("127.0.0.1")).close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:8083 | not of the form scheme://host:port",
                "http://localhost | not of the form scheme://host:port",
                "http://localhost:http | not of the form scheme://host:port",
                "http://localhost:-1 | not of the form scheme://host:port",
                "http://local host:1 | not of the form scheme://host:port",
                "ftp://localhost:8083 | the scheme must be http or https",
                "http://localhost:65536 | the port must be between 0 and 65535",
                "http://localhost:99999999999 | the port must be between 0 and 65535",
                "'' | no listener",
                "' , ' | no listener",
            })
    void aWrongListenerIsNamedWithItsKey(String listeners, String problem) {
        StartException failure = refused(listeners);

        assertThat(failure.code()).isEqualTo(StartupFailure.Code.CONFIG_INVALID);
        assertThat(failure).hasMessageContaining("listeners").hasMessageContaining(problem);
        assertThat(failure.hint()).contains("http://");
    }

    @ParameterizedTest
    @CsvSource({"http://192.0.2.1:0", "http://no-such-host.invalid:0"})
    void anAddressThatIsNotOursIsAnErrorOfTheFile(String listener) {
        StartException failure = refused(listener);

        assertThat(failure.code()).isEqualTo(StartupFailure.Code.CONFIG_INVALID);
        assertThat(failure).hasMessageContaining(listener);
        assertThat(failure.hint()).contains("listeners");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admin.listeners | ftp://x:1",
                "rest.ssl.reload.interval.ms | often",
                "rest.max.body.bytes | 1",
                "rest.max.body.bytes | 99999999999",
                "rest.max.buffered.bytes | 2000",
                "rest.max.connections | 0",
                "rest.max.concurrent.requests | -1",
                "rest.request.timeout.ms | 1.5",
                "rest.mask.secrets | yes",
                "rest.advertised.port | 70000",
                "rest.advertised.port | x",
                "rest.advertised.listener | tcp",
                "access.control.allow.origin | http://[",
                "response.http.headers.config | X-A: 1",
                "response.http.headers.config | put X-A: 1",
                "response.http.headers.config | set X-A",
                "response.http.headers.config | setDate X-A: soon",
            })
    void aWrongSettingIsNamedWithItsKey(String key, String value) {
        StartException failure =
                catchThrowableOfType(StartException.class, () -> new ApiFixture(new FakeWorker().with(key, value)));

        assertThat(failure.code()).isEqualTo(StartupFailure.Code.CONFIG_INVALID);
        assertThat(failure).hasMessageContaining(key).hasMessageContaining(value);
        assertThat(failure.hint()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "http://h1:1,http://h2:2 | - | - | - | h1:1",
                "http://h1:1,https://h2:2 | - | - | https | h2:2",
                "https://h1:1,http://h2:2 | - | - | - | h2:2",
                "https://h1:1 | - | - | - | h1:1",
                "http://h1:1 | - | - | https | h1:1",
                "http://h1:1 | adv | - | - | adv:1",
                "http://h1:1 | adv | 9 | - | adv:9",
                "http://h1:1 | - | 9 | - | h1:9",
                "http://[::1]:1 | - | - | - | [::1]:1",
            })
    void theWorkerIsCalledAsApacheCallsIt(String listeners, String host, Integer port, String scheme, String expected) {
        FakeWorker worker = new FakeWorker().with("listeners", listeners);
        if (host != null) {
            worker.with("rest.advertised.host.name", host);
        }
        if (port != null) {
            worker.with("rest.advertised.port", port.toString());
        }
        if (scheme != null) {
            worker.with("rest.advertised.listener", scheme);
        }
        RestSettings settings = RestSettings.parse(worker.restSettings());

        assertThat(Advertised.hostAndPort(settings, settings.doors().listeners()))
                .isEqualTo(expected);
    }

    @Test
    void withoutAHostTheMachinesOwnAddressIsAdvertised() throws IOException {
        RestSettings settings = RestSettings.parse(Map.of());

        assertThat(settings.doors().listeners()).isEqualTo(List.of(new Listener("http://:8083", false, "", 8083)));
        assertThat(Advertised.hostAndPort(settings, settings.doors().listeners()))
                .isEqualTo(InetAddress.getLocalHost().getHostAddress() + ":8083");
    }

    private static StartException refused(String listeners) {
        return catchThrowableOfType(
                StartException.class, () -> new ApiFixture(new FakeWorker().with("listeners", listeners)));
    }
}
