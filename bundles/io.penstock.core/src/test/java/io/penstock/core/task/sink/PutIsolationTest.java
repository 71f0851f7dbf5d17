package io.penstock.core.task.sink;

import static io.penstock.core.task.sink.SinkHarness.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.config.ErrorSettings;
import io.penstock.core.config.FloodLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that a task fails on are found and only they are dead letters (errors.put.isolate). */
class PutIsolationTest {

    private final SinkHarness harness = new SinkHarness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void theRecordThatFailsIsADeadLetterAndAllOthersAreDelivered() {
        settings(200, true, FloodLimits.NONE);
        failOn(Set.of("b"));
        harness.assign(P0).records(P0, 0, "a", "b", "c", "d", "e");

        assertThat(harness.run()).isTrue();

        assertThat(harness.task.values()).containsExactly("a", "c", "d", "e");
        assertThat(letters()).containsExactly("b");
        assertThat(header("stage")).isEqualTo("TASK_PUT");
        assertThat(header("exception.message")).isEqualTo("poison b");
        assertThat(header("class.name")).isEqualTo(harness.task.getClass().getName());
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 5L));
    }

    @Test
    void withoutItTheTaskFails() {
        settings(0, true, FloodLimits.NONE);
        failOn(Set.of("b"));
        harness.assign(P0).records(P0, 0, "a", "b");

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasMessage("Exiting WorkerSinkTask due to unrecoverable exception.")
                .hasRootCauseMessage("poison b");
        assertThat(harness.letters).isEmpty();
        assertThat(harness.committed()).isEmpty();
    }

    @Test
    void withoutToleranceTheTaskFailsButTheLetterNamesTheRecord() {
        settings(200, false, FloodLimits.NONE);
        failOn(Set.of("b"));
        harness.assign(P0).records(P0, 0, "a", "b", "c");

        assertThatThrownBy(harness::run)
                .hasMessage("Tolerance exceeded in error handler")
                .hasRootCauseMessage("poison b");
        assertThat(letters()).containsExactly("b");
        assertThat(harness.committed()).isEmpty();
    }

    @Test
    void aSinkThatTakesNothingAtAllIsNoMatterOfRecords() {
        settings(200, true, FloodLimits.NONE);
        failOn(Set.of("a", "b", "c"));
        harness.assign(P0).records(P0, 0, "a", "b", "c");

        assertThatThrownBy(harness::run)
                .hasStackTraceContaining("Each of the 3 records of the batch fails by itself")
                .hasRootCauseMessage("poison a");
        assertThat(harness.letters).isEmpty();
        assertThat(harness.committed()).isEmpty();
    }

    @Test
    void theSearchEndsAfterItsAttempts() {
        settings(4, true, FloodLimits.NONE);
        failOn(Set.of("a", "h"));
        harness.assign(P0).records(P0, 0, "a", "b", "c", "d", "e", "f", "g", "h");

        assertThatThrownBy(harness::run)
                .hasStackTraceContaining("put() was called 4 times (errors.put.isolate.max.attempts)");
        assertThat(harness.letters).isEmpty();
        assertThat(harness.task.calls.stream().filter(c -> c.startsWith("put"))).hasSize(4);
        assertThat(harness.committed()).isEmpty();
    }

    @Test
    void aTaskThatAsksForThePartAgainGetsWhatIsLeft() {
        settings(200, true, FloodLimits.NONE);
        Consumer<Collection<SinkRecord>> poison = poison(Set.of("d"));
        harness.task.script.addAll(List.of(poison, poison, r -> {
            throw new RetriableException("not now");
        }));
        for (int i = 0; i < 10; i++) {
            harness.task.script.add(poison);
        }
        harness.assign(P0).records(P0, 0, "a", "b", "c", "d");
        harness.poll(() -> {});

        assertThat(harness.run()).isTrue();

        assertThat(harness.task.values()).containsExactly("a", "b", "c");
        assertThat(letters()).containsExactly("d");
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 4L));
    }

    @Test
    void theLimitsOfToleranceHoldForThem() {
        settings(200, true, new FloodLimits(1, 10, 2));
        failOn(Set.of("a", "c", "d"));
        harness.assign(P0).records(P0, 0, "a", "b", "c", "d", "e");

        assertThatThrownBy(harness::run).hasMessageContaining("3 records in a row failed");
        assertThat(letters()).containsExactly("a", "c", "d");
        assertThat(harness.committed()).isEmpty();
    }

    @Test
    void anyPoisonIsFoundInAnyBatch() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            try (SinkHarness one = new SinkHarness()) {
                int size = 2 + random.nextInt(60);
                Set<String> bad = new HashSet<>();
                for (int i = random.nextInt(size - 1); i > 0; i--) {
                    bad.add("v" + random.nextInt(size));
                }
                String[] values =
                        IntStream.range(0, size).mapToObj(i -> "v" + i).toArray(String[]::new);
                one.settings.deadLetters = new DeadLetterSettings("dlq", (short) 1, false);
                one.settings.errors = new ErrorSettings(0, 0, true, false, false, FloodLimits.NONE, 1_000);
                for (int i = 0; i < 1_000; i++) {
                    one.task.script.add(poison(bad));
                }
                one.assign(P0).records(P0, 0, values);

                assertThat(one.run()).as("seed %d", seed).isTrue();

                assertThat(one.letters)
                        .as("seed %d", seed)
                        .extracting(l -> new String(l.value(), StandardCharsets.UTF_8))
                        .containsExactlyElementsOf(
                                Arrays.stream(values).filter(bad::contains).toList());
                assertThat(one.task.values())
                        .as("seed %d", seed)
                        .containsExactlyElementsOf(Arrays.stream(values)
                                .map(v -> (Object) v)
                                .filter(v -> !bad.contains(v))
                                .toList());
            }
        }
    }

    private void settings(int attempts, boolean tolerateAll, FloodLimits limits) {
        harness.settings.deadLetters = new DeadLetterSettings("dlq", (short) 1, true);
        harness.settings.errors = new ErrorSettings(0, 0, tolerateAll, false, false, limits, attempts);
    }

    private void failOn(Set<String> values) {
        for (int i = 0; i < 100; i++) {
            harness.task.script.add(poison(values));
        }
    }

    private static Consumer<Collection<SinkRecord>> poison(Set<String> values) {
        return records -> records.forEach(record -> {
            if (values.contains(record.value())) {
                throw new DataException("poison " + record.value());
            }
        });
    }

    private List<String> letters() {
        return harness.letters.stream()
                .map(l -> new String(l.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private String header(String name) {
        return new String(
                harness.letters
                        .get(0)
                        .headers()
                        .lastHeader("__connect.errors." + name)
                        .value(),
                StandardCharsets.UTF_8);
    }
}
