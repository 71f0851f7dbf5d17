package io.penstock.core.task.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.TaskId;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.config.ErrorSettings;
import io.penstock.core.config.FloodLimits;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.pipeline.deadletter.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.TimestampConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a source's records that fail on their way to Kafka. */
class SourceErrorsTest {

    private final SourceHarness harness = new SourceHarness();
    private final List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    private final List<CompletableFuture<Void>> answers = new ArrayList<>();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void aRecordThatATransformFailsOnIsKeptAsTheTaskReturnedIt() throws Exception {
        yearsOnly(FloodLimits.NONE);
        deadLetters();
        harness.task.returns(record(1, "1970"), record(2, "not a year"), record(3, "1971"));
        harness.task.runs(() -> {
            harness.producer.completeNext();
            harness.producer.completeNext();
        });

        harness.run();

        harness.flush().flush(100);
        assertThat(harness.offsets.stored()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 1)));
        answers.get(0).complete(null);
        harness.flush().flush(100);
        assertThat(harness.offsets.stored()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 3)));
        assertThat(letters).hasSize(1);
        assertThat(new String(letters.get(0).value(), StandardCharsets.UTF_8)).contains("\"payload\":\"not a year\"");
        assertThat(header("stage")).isEqualTo("TRANSFORMATION");
        assertThat(header("offset")).isEqualTo("{\"n\":2}");
        assertThat(header("topic")).isEqualTo("out");
    }

    @Test
    void aRecordThatKafkaRefusesIsKeptAsTheTaskReturnedIt() throws Exception {
        yearsOnly(FloodLimits.NONE);
        deadLetters();
        harness.task.returns(record(1, "1970"), record(2, "1971"));
        harness.task.runs(() -> {
            harness.producer.errorNext(new RecordTooLargeException("too large"));
            harness.producer.completeNext();
        });

        harness.run();

        harness.flush().flush(100);
        assertThat(harness.offsets.stored()).isEmpty();
        answers.get(0).complete(null);
        harness.flush().flush(100);
        assertThat(harness.offsets.stored()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 2)));
        assertThat(header("stage")).isEqualTo(Stage.KAFKA_PRODUCE.name());
        assertThat(new String(letters.get(0).value(), StandardCharsets.UTF_8)).contains("\"payload\":\"1970\"");
        assertThat(header("exception.class.name")).isEqualTo(RecordTooLargeException.class.getName());
    }

    @Test
    void aLetterThatIsLostFailsTheTaskAndHoldsTheOffset() {
        yearsOnly(FloodLimits.NONE);
        deadLetters();
        harness.task.returns(record(1, "not a year"), record(2, "1970"));
        harness.task.runs(() -> answers.get(0).completeExceptionally(new RecordTooLargeException("letter too large")));
        harness.task.runs(() -> {});

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("out-{\"p\":\"a\"}@{\"n\":1}")
                .hasMessageContaining("errors.deadletterqueue.topic.name");
        harness.producer.completeNext();
        assertThat(harness.ledger.takeCommittable()).isEmpty();
    }

    @Test
    void tooManyInARowEndTheToleranceAtTheRecord() {
        yearsOnly(new FloodLimits(1, 10, 2));
        deadLetters();
        harness.task.returns(record(1, "bad"), record(2, "bad"), record(3, "1970"), record(4, "bad"), record(5, "bad"));
        harness.task.returns(record(6, "bad"), record(7, "1971"));

        assertThatThrownBy(harness::run).hasMessageContaining("3 records in a row failed");

        assertThat(letters).hasSize(5);
        assertThat(harness.producer.history()).hasSize(1);
        answers.forEach(answer -> answer.complete(null));
        harness.producer.completeNext();
        assertThat(harness.ledger.takeCommittable()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 5)));
    }

    @Test
    void refusalsOfKafkaCountAsWell() throws Exception {
        yearsOnly(new FloodLimits(1, 10, 1));
        deadLetters();
        harness.task.returns(record(1, "1970"), record(2, "1971"), record(3, "1972"), record(4, "1973"));
        harness.task.runs(() -> {
            harness.producer.errorNext(new RecordTooLargeException("too large"));
            harness.producer.completeNext();
            harness.producer.errorNext(new RecordTooLargeException("too large"));
            harness.producer.errorNext(new RecordTooLargeException("too large"));
        });
        harness.task.runs(() -> {});

        assertThatThrownBy(harness::run).hasMessageContaining("2 records in a row failed");
        answers.forEach(answer -> answer.complete(null));
        assertThat(harness.ledger.takeCommittable()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 3)));
    }

    private void yearsOnly(FloodLimits limits) {
        harness.settings.errors = new ErrorSettings(0, 0, true, false, false, limits, 0);
        harness.settings.transform(
                "ts", TimestampConverter.Value.class, Map.of("target.type", "unix", "format", "yyyy"), null, false);
    }

    private void deadLetters() {
        harness.reporters.add(DeadLetters.source(
                new TaskId("orders", 0),
                new DeadLetterSettings("dlq", (short) 1, true),
                letter -> {
                    letters.add(letter);
                    var answer = new CompletableFuture<Void>();
                    answers.add(answer);
                    return answer;
                },
                new ErrorMetrics(harness.registry, new TaskId("letters", 0), harness.clock)));
    }

    private String header(String name) {
        return new String(
                letters.get(0).headers().lastHeader("__connect.errors." + name).value(), StandardCharsets.UTF_8);
    }

    private static SourceRecord record(int offset, String value) {
        return new SourceRecord(Map.of("p", "a"), Map.of("n", offset), "out", Schema.STRING_SCHEMA, value);
    }
}
