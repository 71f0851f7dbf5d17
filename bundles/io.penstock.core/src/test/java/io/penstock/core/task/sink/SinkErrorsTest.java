package io.penstock.core.task.sink;

import static io.penstock.core.task.sink.SinkHarness.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.config.ErrorSettings;
import io.penstock.core.config.FloodLimits;
import io.penstock.core.config.TestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of records that fail on their way to a sink task, or in it. */
class SinkErrorsTest {

    private final SinkHarness harness = new SinkHarness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void aFailedRecordGoesToTheDeadLetterQueueAndHoldsItsOffsetUntilAcknowledged() {
        numbersOnly();
        harness.answerLetters = false;
        harness.assign(P0);
        harness.poll(() -> harness.add(P0, 0, "1", "bad", "2"));
        harness.poll(() -> harness.clock.advance(60_000));
        harness.poll(() -> {
            assertThat(harness.committed()).isEqualTo(Map.of(P0, 1L));
            harness.letterAcks.get(0).complete(null);
        });

        assertThat(harness.run()).isTrue();

        assertThat(harness.task.values()).containsExactly(1L, 2L);
        assertThat(harness.letters).hasSize(1);
        assertThat(harness.letters.get(0).topic()).isEqualTo("dlq");
        assertThat(new String(harness.letters.get(0).value())).isEqualTo("bad");
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 3L));
    }

    @Test
    void aDeadLetterThatIsLostFailsTheTaskAndNothingPastItIsCommitted() {
        numbersOnly();
        harness.answerLetters = false;
        harness.assign(P0);
        harness.poll(() -> harness.add(P0, 0, "1", "bad", "2"));
        harness.poll(() -> harness.letterAcks.get(0).completeExceptionally(new DataException("too large")));
        harness.poll(() -> {});

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasStackTraceContaining("in-0@1")
                .hasStackTraceContaining("errors.deadletterqueue.topic.name")
                .hasRootCauseMessage("too large");

        assertThat(harness.committed()).isEqualTo(Map.of(P0, 1L));
        assertThat(harness.metric("task-error-metrics", "deadletterqueue-produce-failures"))
                .isEqualTo(1);
    }

    @Test
    void withoutToleranceTheGoodPrefixIsPutAndTheLetterSent() {
        numbersOnly();
        harness.settings.errors = new ErrorSettings(0, 0, false, false, false, FloodLimits.NONE, 0);
        harness.assign(P0);
        harness.poll(() -> harness.add(P0, 0, "1", "bad", "2"));

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasMessage("Tolerance exceeded in error handler");

        assertThat(harness.task.values()).containsExactly(1L);
        assertThat(harness.letters).hasSize(1);
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 1L));
    }

    @Test
    void theTaskReportsRecordsOfItsOwn() throws Exception {
        harness.settings.deadLetters = new DeadLetterSettings("dlq", (short) 1, true);
        harness.settings.tolerateAll();
        harness.answerLetters = false;
        List<Future<Void>> reported = new ArrayList<>();
        harness.task.script.add(records -> {
            ErrantRecordReporter reporter = harness.context().errantRecordReporter();
            reported.add(reporter.report(records.iterator().next(), new DataException("bad for me")));
            var own = new SinkRecord("mine", 4, null, null, Schema.STRING_SCHEMA, "made", 8);
            reported.add(reporter.report(own, new DataException("bad too")));
        });
        harness.assign(P0).records(P0, 0, "a", "b");
        harness.poll(() -> harness.clock.advance(60_000));
        harness.poll(() -> {
            assertThat(harness.committed()).isEmpty();
            harness.letterAcks.get(0).complete(null);
        });
        harness.poll(() -> harness.clock.advance(60_000));
        harness.poll(() -> {
            assertThat(harness.committed()).isEmpty();
            harness.letterAcks.get(1).complete(null);
        });

        harness.run();

        assertThat(harness.committed()).isEqualTo(Map.of(P0, 2L));
        assertThat(new String(harness.letters.get(0).value())).isEqualTo("a");
        assertThat(new String(harness.letters.get(1).value())).isEqualTo("made");
        assertThat(new String(harness.letters
                        .get(1)
                        .headers()
                        .lastHeader("__connect.errors.topic")
                        .value()))
                .isEqualTo("mine");
        assertThat(new String(harness.letters
                        .get(0)
                        .headers()
                        .lastHeader("__connect.errors.stage")
                        .value()))
                .isEqualTo("TASK_PUT");
        for (Future<Void> future : reported) {
            assertThat(future.get()).isNull();
        }
    }

    @Test
    void tooManyFailuresInARowEndTheToleranceAtTheRecord() {
        numbersOnly();
        flood(new FloodLimits(1, 10, 2));
        harness.assign(P0);
        harness.poll(() -> harness.add(P0, 0, "1", "bad", "bad", "2", "bad", "bad", "bad", "bad", "3"));

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("Tolerance exceeded in error handler: 3 records in a row failed");

        assertThat(harness.task.values()).containsExactly(1L, 2L);
        assertThat(harness.letters).hasSize(5);
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 6L));
        assertThat(harness.metric("task-error-metrics", "total-records-skipped"))
                .isEqualTo(4);
        assertThat(harness.metric("task-error-metrics", "total-record-errors")).isEqualTo(5);
    }

    @Test
    void tooManyFailuresInAWindowEndTheTolerance() {
        numbersOnly();
        flood(new FloodLimits(0.25, 8, -1));
        harness.assign(P0);
        harness.poll(() -> harness.add(P0, 0, "bad", "1", "2", "bad", "3", "4", "5", "6", "7", "8", "bad", "bad"));
        harness.poll(() -> harness.add(P0, 12, "bad", "9"));

        assertThatThrownBy(harness::run)
                .hasMessageContaining("3 of the last 8 records failed")
                .hasMessageContaining("errors.tolerance.rate=0.25 tolerates 2");

        assertThat(harness.task.values()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 12L));
    }

    @Test
    void failuresThatTheTaskReportsCountAsWell() {
        harness.settings.deadLetters = new DeadLetterSettings("dlq", (short) 1, false);
        flood(new FloodLimits(1, 10, 3));
        harness.assign(P0);
        for (int i = 0; i < 5; i++) {
            harness.task.script.add(records -> records.forEach(
                    record -> harness.context().errantRecordReporter().report(record, new DataException("bad"))));
            harness.records(P0, 2L * i, "a", "b");
        }

        assertThatThrownBy(harness::run).hasStackTraceContaining("4 records in a row failed");
        assertThat(harness.letters).hasSize(4);
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 2L));
    }

    @Test
    void aTaskThatSwallowsAnIntolerableFailureFailsAllTheSame() {
        harness.settings.deadLetters = new DeadLetterSettings("dlq", (short) 1, false);
        harness.task.script.add(records -> {
            try {
                harness.context()
                        .errantRecordReporter()
                        .report(records.iterator().next(), new DataException("bad"));
            } catch (ConnectException swallowed) {
                assertThat(swallowed).hasMessage("Tolerance exceeded in error handler");
            }
        });
        harness.assign(P0).records(P0, 0, "a");

        assertThatThrownBy(harness::run).hasMessage("Tolerance exceeded in error handler");
        assertThat(harness.committed()).isEmpty();
        assertThat(harness.letters).hasSize(1);
    }

    @Test
    void thereIsNoReporterWhenNobodyHearsOfErrors() {
        harness.assign(P0);
        harness.poll(() -> assertThat(harness.context().errantRecordReporter()).isNull());

        harness.run();
    }

    private void flood(FloodLimits limits) {
        harness.settings.errors = new ErrorSettings(0, 0, true, false, false, limits, 0);
    }

    private void numbersOnly() {
        harness.settings.deadLetters = new DeadLetterSettings("dlq", (short) 1, false);
        harness.settings.tolerateAll();
        harness.settings.valueConverter =
                TestSettings.plugin("value", JsonConverter.class.getName(), Map.of("schemas.enable", "false"));
    }
}
