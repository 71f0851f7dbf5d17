package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.rest.fake.FakeWorker;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Requests whose answer takes its time, and many at once. */
class WaitingTest {

    @Test
    void manyAtOnceAreAllAnswered() {
        try (ApiFixture api = new ApiFixture()) {
            List<CompletableFuture<ApiFixture.Answer>> answers = IntStream.range(0, 200)
                    .mapToObj(n -> n % 2 == 0
                            ? api.send("PUT", "/connectors/c" + n + "/config", sink())
                            : api.send("GET", "/connectors?expand=status&expand=info", null))
                    .toList();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isIn(200, 201));
            assertThat(api.worker.connectors()).hasSize(100);
        }
    }

    @Test
    void noThreadWaitsForTheWorker() {
        try (ApiFixture api = new ApiFixture()) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            api.worker.gate(gate);
            List<CompletableFuture<ApiFixture.Answer>> waiting = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                waiting.add(api.send("PUT", "/connectors/c" + i + "/config", sink()));
            }

            Awaitility.await().untilAsserted(() -> assertThat(gate.getNumberOfDependents())
                    .isEqualTo(150));
            assertThat(api.get("/connectors").body()).isEqualTo("[]");

            gate.complete(null);
            assertThat(waiting)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(201));
        }
    }

    @Test
    void aCreateThatTakesTooLongIsTakenBack() {
        try (ApiFixture api = new ApiFixture(new FakeWorker().with("rest.request.timeout.ms", "200"))) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            api.worker.gate(gate);

            ApiFixture.Answer put = api.call("PUT", "/connectors/c/config", sink());
            ApiFixture.Answer post = api.call("POST", "/connectors", "{\"name\":\"d\",\"config\":" + sink() + "}");

            assertThat(List.of(put, post)).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.body())
                        .startsWith("{\"error_code\":500,\"message\":\"Request timed out. The worker has")
                        .contains("nothing was changed");
            });
            gate.complete(null);
            assertThat(api.get("/connectors").body()).isEqualTo("[]");
        }
    }

    @Test
    void whoWaitsTooLongForWhatCannotBeTakenBackIsToldSo() {
        try (ApiFixture api = new ApiFixture(new FakeWorker().with("rest.request.timeout.ms", "200"))) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            api.worker.add("a", Map.of());
            api.worker.gate(gate);

            ApiFixture.Answer answer = api.call("DELETE", "/connectors/a", null);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).contains("it may still do what was asked for");
            gate.complete(null);
            assertThat(api.get("/connectors").body()).isEqualTo("[]");
        }
    }

    @Test
    void aClientThatWentAwayHarmsNobody() throws Exception {
        try (ApiFixture api = new ApiFixture()) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            api.worker.gate(gate);
            try (Socket socket = new Socket("127.0.0.1", api.port())) {
                socket.getOutputStream()
                        .write("DELETE /connectors/a HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                Awaitility.await().until(() -> gate.getNumberOfDependents() == 1);
            }
            gate.complete(null);
            api.worker.gate(null);

            assertThat(api.get("/connectors").status()).isEqualTo(200);
        }
    }

    @Test
    void stoppingAnswersWhoWaitsAndLeavesNoThread() {
        List<String> before = threads();
        ApiFixture api = new ApiFixture();
        int port = api.port();
        api.worker.add("a", Map.of());
        api.worker.gate(new CompletableFuture<>());
        CompletableFuture<ApiFixture.Answer> waiting = api.send("DELETE", "/connectors/a", null);
        Awaitility.await().until(() -> threads().size() > before.size());
        assertThat(api.get("/connectors").body()).isEqualTo("[\"a\"]");

        api.close();

        ApiFixture.Answer answer = waiting.join();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("The worker stops");
        // An executor has terminated a moment before its last thread is gone.
        Awaitility.await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
        try (ApiFixture again = new ApiFixture(new FakeWorker().with("listeners", "http://127.0.0.1:" + port))) {
            assertThat(again.get("/").status()).isEqualTo(200);
        }
    }

    private static String sink() {
        return "{\"connector.class\":\"FileStreamSink\"}";
    }

    /** All threads but those of the client and the JVM. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("penstock")
                        || name.startsWith("Scheduler")
                        || name.startsWith("jersey")
                        || name.startsWith("qtp")
                        || name.startsWith("Connector"))
                .toList();
    }
}
