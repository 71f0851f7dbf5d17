package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.rest.fake.FakeWorker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What clients cannot do: hold threads, fill memory, keep others out. */
class LimitsTest {

    private static final String SINK = "{\"connector.class\":\"FileStreamSink\"}";

    @Test
    void hundredsOfTricklingClientsHoldNobodyUp() throws IOException {
        FakeWorker worker = new FakeWorker().with("rest.max.concurrent.requests", "250");
        List<Socket> clients = new ArrayList<>();
        try (ApiFixture api = new ApiFixture(worker)) {
            for (int i = 0; i < 400; i++) {
                Socket socket = new Socket("127.0.0.1", api.port());
                clients.add(socket);
                String head =
                        "PUT /connectors/t" + i + "/config HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + SINK.length() + "\r\n\r\n";
                write(socket, i % 2 == 0 ? head.substring(0, 30) : head + SINK.charAt(0));
            }
            for (int n = 1; n < SINK.length(); n++) {
                for (int i = 1; i < clients.size(); i += 2) {
                    write(clients.get(i), SINK.substring(n, n + 1));
                }
                ApiFixture.Answer answer = api.call("PUT", "/connectors/normal" + n + "/config", SINK);
                assertThat(answer.status()).as(answer.body()).isEqualTo(201);
                assertThat(api.get("/connectors").status()).isEqualTo(200);
            }
            await().untilAsserted(() -> assertThat(worker.connectors())
                    .filteredOn(name -> name.startsWith("t"))
                    .hasSize(200));
        } finally {
            closeAll(clients);
        }
    }

    @Test
    void aBodyThatTakesTooLongIsRefused() throws IOException {
        try (ApiFixture api = new ApiFixture(new FakeWorker().with("rest.read.timeout.ms", "100"));
                Socket socket = new Socket("127.0.0.1", api.port())) {
            write(
                    socket,
                    "POST /connectors HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length:"
                            + " 100\r\n\r\n{");

            assertThat(rest(socket))
                    .startsWith("HTTP/1.1 408 ")
                    .endsWith("{\"error_code\":408,\"message\":\"The request has not been sent within 100 ms"
                            + " (rest.read.timeout.ms)\"}");
        }
    }

    @Test
    void aHeadThatTricklesInForTooLongIsCutOff() throws IOException {
        try (ApiFixture api = new ApiFixture(new FakeWorker().with("rest.read.timeout.ms", "100"));
                Socket slow = new Socket("127.0.0.1", api.port());
                Socket silent = new Socket("127.0.0.1", api.port())) {
            write(slow, "GET / HTTP/1.1\r\nX: ");
            await().until(() -> {
                try {
                    write(slow, "x");
                    return false;
                } catch (SocketException e) {
                    return true;
                }
            });
            write(silent, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(rest(silent)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void requestsBeyondTheLimitAreToldToComeAgain() {
        FakeWorker worker = new FakeWorker().with("rest.max.concurrent.requests", "2");
        try (ApiFixture api = new ApiFixture(worker)) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            worker.gate(gate);
            CompletableFuture<ApiFixture.Answer> one = api.send("PUT", "/connectors/a/config", SINK);
            CompletableFuture<ApiFixture.Answer> two = api.send("PUT", "/connectors/b/config", SINK);
            await().until(() -> gate.getNumberOfDependents() == 2);

            ApiFixture.Answer refused = api.get("/connectors");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.body()).contains("rest.max.concurrent.requests=2");
            gate.complete(null);
            assertThat(one.join().status()).isEqualTo(201);
            assertThat(two.join().status()).isEqualTo(201);
            await().untilAsserted(
                            () -> assertThat(api.get("/connectors").body()).isEqualTo("[\"a\",\"b\"]"));
        }
    }

    @Test
    void moreConnectionsThanMayBeAreServedWhenOthersEnd() throws IOException {
        FakeWorker worker = new FakeWorker().with("rest.max.connections", "2").with("rest.idle.timeout.ms", "200");
        List<Socket> idle = new ArrayList<>();
        try (ApiFixture api = new ApiFixture(worker)) {
            for (int i = 0; i < 5; i++) {
                idle.add(new Socket("127.0.0.1", api.port()));
            }
            assertThat(api.get("/connectors").status()).isEqualTo(200);
        } finally {
            closeAll(idle);
        }
    }

    @Test
    void whatIsHeldInMemoryIsBounded() {
        FakeWorker worker =
                new FakeWorker().with("rest.max.body.bytes", "20000").with("rest.max.buffered.bytes", "50000");
        try (ApiFixture api = new ApiFixture(worker)) {
            assertThat(api.call("PUT", "/connectors/a/config", "{\"a\":\"" + "x".repeat(20_000) + "\"}")
                            .body())
                    .contains("larger than the 20000 bytes");
            worker.add("big", Map.of("v", "x".repeat(60_000)));

            ApiFixture.Answer answer = api.get("/connectors/big/config");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("no room for an answer of 60", "rest.max.buffered.bytes");
            assertThat(answer.header("Content-Length"))
                    .isEqualTo("" + answer.body().length());
            worker.add("small", Map.of("v", "x".repeat(40_000)));
            for (int i = 0; i < 10; i++) {
                await().untilAsserted(() ->
                        assertThat(api.get("/connectors/small/config").status()).isEqualTo(200));
                assertThat(api.call("PUT", "/connectors/a/config", "{\"a\":\"" + "x".repeat(19_000) + "\"}")
                                .status())
                        .isIn(400, 503);
            }
        }
    }

    @Test
    void clientsThatDoNotReadHoldNobodyUp() throws IOException {
        List<Socket> deaf = new ArrayList<>();
        FakeWorker worker =
                new FakeWorker().with("rest.max.buffered.bytes", "2000000000").with("rest.request.timeout.ms", "1500");
        worker.add("big", Map.of("v", "x".repeat(8_000_000)));
        try (ApiFixture api = new ApiFixture(worker)) {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(4096);
                socket.connect(new InetSocketAddress("127.0.0.1", api.port()));
                deaf.add(socket);
                write(socket, "GET /connectors/big/config HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            for (int i = 0; i < 50; i++) {
                assertThat(api.get("/connectors").body()).isEqualTo("[\"big\"]");
            }
            await().untilAsserted(() -> assertThat(api.api.requests()).isZero());
        } finally {
            closeAll(deaf);
        }
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String rest(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
