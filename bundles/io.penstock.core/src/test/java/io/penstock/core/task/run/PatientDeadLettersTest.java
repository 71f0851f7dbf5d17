package io.penstock.core.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.tolerance.Backoff;
import io.penstock.core.task.TestClock;
import io.penstock.core.task.state.Phase;
import io.penstock.core.task.state.TaskState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatientDeadLettersTest {

    private static final TaskId ID = new TaskId("orders", 0);

    private final ConnectMetrics registry = ConnectMetrics.open(Map.of("metric.reporters", ""), "w", Map.of());
    private final ErrorMetrics metrics = new ErrorMetrics(registry, ID, new TestClock());
    private final TaskState state = new TaskState((s, v, f) -> {}, s -> {}, TargetState.STARTED);
    private final List<CompletableFuture<Void>> sends = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private PatientDeadLetters letters = patient(-1, 10);

    @AfterEach
    void close() {
        letters.close();
        registry.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().startsWith("dead-letter-retry-")));
    }

    @Test
    void aRefusedLetterIsSentAgainUntilItIsTaken() {
        refusals.set(3);

        assertThat(letters.send(letter(1)).toCompletableFuture()).succeedsWithin(java.time.Duration.ofSeconds(30));

        assertThat(sends).hasSize(4);
        assertThat(count("total-retries")).isEqualTo(3);
        assertThat(count("deadletterqueue-produce-requests")).isEqualTo(3);
        assertThat(count("deadletterqueue-produce-failures")).isEqualTo(3);
    }

    @Test
    void withoutTimeToRetryTheFirstRefusalCounts() {
        letters = patient(0, 10);
        refusals.set(1);

        assertThatThrownBy(() -> letters.send(letter(1)).toCompletableFuture().join())
                .hasRootCauseMessage("refused");
        assertThat(sends).hasSize(1);
    }

    @Test
    void aStopMakesTheNextAttemptTheLastAndAtOnce() {
        letters = patient(-1, 3_600_000);
        refusals.set(Integer.MAX_VALUE);
        var sent = letters.send(letter(1)).toCompletableFuture();
        assertThat(sent).isNotDone();

        state.stop();

        await().until(sent::isCompletedExceptionally);
        assertThat(sends).hasSize(2);
    }

    @Test
    void closingGivesUpWhatWaits() {
        letters = patient(-1, 3_600_000);
        refusals.set(Integer.MAX_VALUE);
        var sent = letters.send(letter(1)).toCompletableFuture();

        letters.close();

        assertThat(sent).isCompletedExceptionally();
        assertThat(letters.send(letter(1)).toCompletableFuture()).isCompletedExceptionally();
        assertThat(sends).hasSize(1);
    }

    @Test
    void whoeverReportsMoreThanFitsWaitsForRoom() throws Exception {
        for (int i = 0; i < PatientDeadLetters.MAX_LETTERS; i++) {
            var unused = held(letter(1));
        }
        var extra = new Thread(() -> held(letter(1)), "reporter");
        extra.start();
        await().until(() -> extra.getState() == Thread.State.WAITING);
        assertThat(sends).hasSize(PatientDeadLetters.MAX_LETTERS);

        sends.get(7).complete(null);

        extra.join();
        assertThat(sends).hasSize(PatientDeadLetters.MAX_LETTERS + 1);
    }

    @Test
    void roomIsMeasuredInBytesToo() throws Exception {
        var unused = held(letter((int) PatientDeadLetters.MAX_BYTES + 5));
        var extra = new Thread(() -> held(letter(1)), "reporter");
        extra.start();
        await().until(() -> extra.getState() == Thread.State.WAITING);

        sends.get(0).complete(null);

        extra.join();
        assertThat(sends).hasSize(2);
    }

    @Test
    void aFailureEndsTheWaitForRoom() throws Exception {
        var unused = held(letter((int) PatientDeadLetters.MAX_BYTES));
        CompletableFuture<Void> refused = new CompletableFuture<>();
        var extra = new Thread(
                () -> letters.send(letter(1)).whenComplete((done, error) -> refused.completeExceptionally(error)),
                "reporter");
        extra.start();
        await().until(() -> extra.getState() == Thread.State.WAITING);

        state.fail(new DataException("another letter was lost"));

        extra.join();
        assertThatThrownBy(refused::join).hasRootCauseInstanceOf(ConnectException.class);
        assertThat(state.become(Phase.FAILED)).isTrue();
    }

    private PatientDeadLetters patient(long timeoutMs, long maxDelayMs) {
        return new PatientDeadLetters(
                ID,
                record -> {
                    var send = new CompletableFuture<Void>();
                    sends.add(send);
                    if (holding) {
                        return send;
                    }
                    if (refusals.getAndDecrement() > 0) {
                        send.completeExceptionally(new DataException("refused"));
                    } else {
                        send.complete(null);
                    }
                    return send;
                },
                new Backoff(timeoutMs, maxDelayMs, bound -> bound - 1),
                state,
                metrics);
    }

    private volatile boolean holding;

    private CompletableFuture<Void> held(ProducerRecord<byte[], byte[]> letter) {
        holding = true;
        return letters.send(letter).toCompletableFuture();
    }

    private static ProducerRecord<byte[], byte[]> letter(int size) {
        return new ProducerRecord<>("dlq", new byte[size]);
    }

    private double count(String name) {
        return registry.metrics().metrics().entrySet().stream()
                .filter(e -> e.getKey().name().equals(name))
                .mapToDouble(e -> (Double) e.getValue().metricValue())
                .sum();
    }
}
