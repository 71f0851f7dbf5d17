package io.penstock.core.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.TaskId;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.task.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final TaskId ID = new TaskId("orders", 3);

    private final ConnectMetrics registry = ConnectMetrics.open(Map.of("metric.reporters", ""), "w", Map.of());
    private final ErrorMetrics metrics = new ErrorMetrics(registry, ID, new TestClock());
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private final CompletableFuture<Void> answer = new CompletableFuture<>();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void tellsTheReasonInTenHeaders() {
        letters(true).report(failed(new DataException("not a number")), record(1234));

        Map<String, String> headers = headers(sent.get(0));
        assertThat(headers.keySet())
                .containsExactly(
                        "own",
                        "__connect.errors.topic",
                        "__connect.errors.partition",
                        "__connect.errors.offset",
                        "__connect.errors.connector.name",
                        "__connect.errors.task.id",
                        "__connect.errors.stage",
                        "__connect.errors.class.name",
                        "__connect.errors.exception.class.name",
                        "__connect.errors.exception.message",
                        "__connect.errors.exception.stacktrace");
        assertThat(headers)
                .containsEntry("own", "kept")
                .containsEntry("__connect.errors.topic", "in")
                .containsEntry("__connect.errors.partition", "2")
                .containsEntry("__connect.errors.offset", "17")
                .containsEntry("__connect.errors.connector.name", "orders")
                .containsEntry("__connect.errors.task.id", "3")
                .containsEntry("__connect.errors.stage", "VALUE_CONVERTER")
                .containsEntry("__connect.errors.class.name", "com.acme.Converter")
                .containsEntry("__connect.errors.exception.class.name", DataException.class.getName())
                .containsEntry("__connect.errors.exception.message", "not a number");
        assertThat(headers.get("__connect.errors.exception.stacktrace"))
                .startsWith(DataException.class.getName() + ": not a number")
                .contains("\tat ");
    }

    @Test
    void keepsTheRecordAsItWas() {
        letters(false).report(failed(new DataException("x")), record(1234));

        ProducerRecord<byte[], byte[]> letter = sent.get(0);
        assertThat(letter.topic()).isEqualTo("dlq");
        assertThat(letter.partition()).isNull();
        assertThat(letter.timestamp()).isEqualTo(1234);
        assertThat(letter.key()).isEqualTo(bytes("k"));
        assertThat(letter.value()).isEqualTo(bytes("v"));
        assertThat(headers(letter)).containsExactly(Map.entry("own", "kept"));
    }

    @Test
    void copesWithNeitherMessageNorTimestamp() {
        letters(true).report(failed(new IllegalStateException()), record(ConsumerRecord.NO_TIMESTAMP));

        assertThat(sent.get(0).timestamp()).isNull();
        assertThat(headers(sent.get(0))).containsEntry("__connect.errors.exception.message", null);
    }

    @Test
    void doesNotChangeTheRecordThatWasConsumed() {
        ConsumerRecord<byte[], byte[]> record = record(1);

        letters(true).report(failed(new DataException("x")), record);

        assertThat(record.headers()).hasSize(1);
    }

    @Test
    void completesWhenKafkaHasAcknowledged() {
        CompletionStage<Void> report = letters(false).report(failed(new DataException("x")), record(1));

        assertThat(report.toCompletableFuture()).isNotDone();
        answer.complete(null);
        assertThat(report.toCompletableFuture()).isCompleted();
        assertThat(count("deadletterqueue-produce-requests")).isEqualTo(1);
        assertThat(count("deadletterqueue-produce-failures")).isZero();
    }

    @Test
    void failsWithAWayOutWhenKafkaHasNot() {
        CompletionStage<Void> report = letters(false).report(failed(new DataException("x")), record(1));
        answer.completeExceptionally(new IllegalStateException("too large"));

        assertThat(report.toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("in-2@17")
                .withMessageContaining("'dlq'")
                .withRootCauseExactlyInstanceOf(IllegalStateException.class);
        assertThat(count("deadletterqueue-produce-failures")).isEqualTo(1);
    }

    @Test
    void allReportersAreAskedAndAwaited() {
        List<String> asked = new ArrayList<>();
        ErrorReporter<String> throwing = (failed, record) -> {
            asked.add("throwing " + record);
            throw new IllegalStateException("cannot");
        };
        ErrorReporter<String> waiting = (failed, record) -> {
            asked.add("waiting " + record);
            return answer;
        };

        CompletionStage<Void> both = new ErrorReports<>(List.of(throwing, waiting), metrics, true)
                .report(failed(new DataException("x")), "r");

        assertThat(asked).containsExactly("throwing r", "waiting r");
        assertThat(both.toCompletableFuture()).isNotDone();
        answer.complete(null);
        assertThat(both.toCompletableFuture()).isCompletedExceptionally();
        assertThat(count("total-record-errors")).isEqualTo(1);
        assertThat(count("total-records-skipped")).isEqualTo(1);
    }

    @Test
    void logsInApachesWords() {
        var failed = failed(new DataException("x"));

        assertThat(LogReport.sink(ID, true, metrics).message(failed, record(1234)))
                .isEqualTo("Error encountered in task orders-3. Executing stage 'VALUE_CONVERTER' with class"
                        + " 'com.acme.Converter', where consumed record is {topic='in', partition=2, offset=17,"
                        + " timestamp=1234, timestampType=CreateTime}.");
        assertThat(LogReport.sink(ID, false, metrics).message(failed, record(1234)))
                .isEqualTo("Error encountered in task orders-3. Executing stage 'VALUE_CONVERTER' with class"
                        + " 'com.acme.Converter'.");
        var source = new SourceRecord(Map.of("p", 1), Map.of("o", 2), "t", Schema.STRING_SCHEMA, "v");
        assertThat(LogReport.source(ID, true, metrics).message(failed, source))
                .contains(", where source record is = SourceRecord{sourcePartition={p=1}");
    }

    @Test
    void countsWhatIsLogged() {
        LogReport.sink(ID, true, metrics).report(failed(new DataException("x")), record(1));

        assertThat(count("total-errors-logged")).isEqualTo(1);
    }

    private DeadLetters<ConsumerRecord<byte[], byte[]>> letters(boolean headers) {
        return DeadLetters.sink(
                ID,
                new DeadLetterSettings("dlq", (short) 1, headers),
                letter -> {
                    sent.add(letter);
                    return answer;
                },
                metrics);
    }

    private static Failed<?> failed(Throwable error) {
        return new Failed<>(Stage.VALUE_CONVERTER, "com.acme.Converter", error);
    }

    private static ConsumerRecord<byte[], byte[]> record(long timestamp) {
        var headers = new RecordHeaders().add("own", bytes("kept"));
        return new ConsumerRecord<>(
                "in",
                2,
                17,
                timestamp,
                TimestampType.CREATE_TIME,
                1,
                1,
                bytes("k"),
                bytes("v"),
                headers,
                Optional.empty());
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
        Map<String, String> result = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            result.put(
                    header.key(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
        }
        return result;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private double count(String metric) {
        return registry.metrics().metrics().entrySet().stream()
                .filter(e -> e.getKey().name().equals(metric))
                .map(e -> (Double) e.getValue().metricValue())
                .findFirst()
                .orElseThrow();
    }
}
