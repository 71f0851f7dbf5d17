package io.penstock.core.pipeline.tolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.TaskId;
import io.penstock.core.config.ErrorSettings;
import io.penstock.core.config.FloodLimits;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.task.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final TestClock clock = new TestClock();
    private final ConnectMetrics registry = ConnectMetrics.open(Map.of("metric.reporters", ""), "w", Map.of());
    private final ErrorMetrics metrics = new ErrorMetrics(registry, new TaskId("c", 0), clock);
    private final Batch<String, String> batch = new Batch<>(4);
    private final List<Long> waits = new ArrayList<>();
    private int calls;
    private boolean stopped;

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void passesWhatSucceeds() {
        fill("a", "b");

        assertThat(run(0, 0, false, 0)).isEqualTo("A");

        assertThat(batch.open(0)).isTrue();
        assertThat(batch.end()).isEqualTo(2);
        assertThat(count("total-record-failures")).isZero();
    }

    @Test
    void aFailureEndsTheBatchWhenItIsNotTolerated() {
        fill("a", "b", "c");

        assertThat(run(1, -1, false, -9)).isNull();

        assertThat(batch.end()).isEqualTo(1);
        assertThat(batch.fatal())
                .isInstanceOf(ConnectException.class)
                .hasMessage("Tolerance exceeded in error handler")
                .hasRootCauseMessage("call 1");
        assertThat(batch.lastFailure().executing()).isEqualTo("com.acme.Step");
        assertThat(batch.lastFailure().stage()).isEqualTo(Stage.TRANSFORMATION);
        assertThat(count("total-record-failures")).isEqualTo(1);
    }

    @Test
    void aFailureSettlesItsSlotWhenItIsTolerated() {
        fill("a", "b", "c");

        assertThat(run(1, 0, true, -9)).isNull();

        assertThat(batch.end()).isEqualTo(3);
        assertThat(batch.fatal()).isNull();
        assertThat(batch.outcome(1)).isInstanceOf(Failed.class);
        assertThat(batch.open(0)).isTrue();
    }

    @Test
    void triesAgainWhatIsRetriable() {
        fill("a");

        assertThat(run(0, 10_000, false, 3)).isEqualTo("A");

        assertThat(waits).containsExactly(300L, 600L, 1200L);
        assertThat(count("total-record-failures")).isEqualTo(3);
        assertThat(count("total-retries")).isEqualTo(3);
    }

    @Test
    void stopsTryingWhenTheTimeIsOver() {
        fill("a");

        assertThat(run(0, 1000, true, 99)).isNull();

        assertThat(waits).containsExactly(300L, 600L, 100L);
        assertThat(batch.outcome(0)).isInstanceOf(Failed.class);
        assertThat(count("total-record-failures")).isEqualTo(4);
    }

    @Test
    void retriableOnesFailWithoutRetryByDefault() {
        fill("a");

        assertThat(run(0, 0, false, 1)).isNull();

        assertThat(waits).isEmpty();
        assertThat(batch.fatal()).hasCauseInstanceOf(RetriableException.class);
    }

    @Test
    void aStopEndsTheWaitAndTheBatchBeforeTheRecord() {
        fill("a", "b", "c");
        stopped = true;

        assertThat(run(1, -1, false, 99)).isNull();

        assertThat(waits).hasSize(1);
        assertThat(batch.end()).isEqualTo(1);
        assertThat(batch.fatal()).isNull();
        assertThat(batch.lastFailure()).isNull();
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        fill("a");
        var guard = new Guard(
                new ErrorSettings(-1, 60_000, true, false, false, FloodLimits.NONE, 0), metrics, clock, ms -> {
                    throw new InterruptedException();
                });

        assertThat(guard.<String, String, String>run(batch, 0, step(99), "a")).isNull();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(batch.end()).isZero();
    }

    @Test
    void anErrorIsNeverTolerated() {
        fill("a");
        var guard = guard(-1, true);

        assertThatThrownBy(() -> guard.<String, String, String>run(batch, 0, new Throwing(), "a"))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    private void fill(String... records) {
        for (int i = 0; i < records.length; i++) {
            batch.add(records[i]);
            batch.set(i, records[i]);
        }
    }

    /** Fails so many times with something retriable, or, when negative, with something that is not. */
    private String run(int slot, long timeout, boolean tolerateAll, int failures) {
        return guard(timeout, tolerateAll).<String, String, String>run(batch, slot, step(failures), batch.record(slot));
    }

    private Guard guard(long timeout, boolean tolerateAll) {
        return new Guard(
                new ErrorSettings(timeout, 60_000, tolerateAll, false, false, FloodLimits.NONE, 0),
                metrics,
                clock,
                ms -> {
                    waits.add(ms);
                    clock.advance(ms);
                    return stopped;
                });
    }

    private Step<String, String> step(int failures) {
        return new Step<>() {
            @Override
            public String apply(String in) {
                calls++;
                if (calls <= Math.abs(failures)) {
                    throw failures < 0
                            ? new IllegalStateException("call " + calls)
                            : new RetriableException("call " + calls);
                }
                return in.toUpperCase(Locale.ROOT);
            }

            @Override
            public Stage stage() {
                return Stage.TRANSFORMATION;
            }

            @Override
            public String executing() {
                return "com.acme.Step";
            }
        };
    }

    private double count(String metric) {
        return registry.metrics().metrics().entrySet().stream()
                .filter(e -> e.getKey().name().equals(metric))
                .map(e -> (Double) e.getValue().metricValue())
                .findFirst()
                .orElseThrow();
    }

    private static final class Throwing implements Step<String, String> {
        @Override
        public String apply(String in) {
            throw new NoClassDefFoundError("gone");
        }

        @Override
        public Stage stage() {
            return Stage.KEY_CONVERTER;
        }

        @Override
        public String executing() {
            return "com.acme.Step";
        }
    }
}
