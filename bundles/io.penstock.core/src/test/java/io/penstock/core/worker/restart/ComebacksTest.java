package io.penstock.core.worker.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.api.restart.Restarts;
import io.penstock.core.config.RestartSettings;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.task.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComebacksTest {

    private static final Subject TASK = Subject.task(new TaskId("a", 0));
    private static final Subject INSTANCE = Subject.instance("a");
    private static final RetriableException AWAY = new RetriableException("away");
    private static final String REASON = "failed with " + RetriableException.class.getName();

    private final TestClock clock = new TestClock();
    private final FakeTimers timers = new FakeTimers(clock);
    private final ConnectMetrics metrics = ConnectMetrics.open(Map.of("metric.reporters", ""), "w:1", Map.of());
    private final Comebacks comebacks = new Comebacks(timers, clock, () -> 0, metrics);
    private final List<String> ordered = new ArrayList<>();

    ComebacksTest() {
        comebacks.orders((subject, reason) -> ordered.add(subject + ": " + reason));
    }

    @AfterEach
    void nothingIsLeft() {
        comebacks.forget("a");
        assertThat(timers.size()).isZero();
        assertThat(metrics.metrics().metrics().keySet())
                .noneMatch(name -> name.group().endsWith("restart-metrics"));
        metrics.close();
    }

    private static Optional<RestartSettings> settings(int maxAttempts) {
        return Optional.of(new RestartSettings(100, 2, 1000, 0, maxAttempts, 5000, Set.of(), Set.of()));
    }

    private void starting(int maxAttempts) {
        comebacks.starting(TASK, settings(maxAttempts), "config");
    }

    private Restarts waiting(int attempt, int max, long inMs) {
        return new Restarts(attempt, max, clock.instant().plusMillis(inMs), false, REASON);
    }

    private Object metric(String name) {
        return metrics.metrics().metrics().entrySet().stream()
                .filter(one -> one.getKey().group().equals("task-restart-metrics")
                        && one.getKey().name().equals(name))
                .map(one -> one.getValue().metricValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutAPolicyNothingIsKept() {
        comebacks.starting(TASK, Optional.empty(), "config");
        comebacks.started(TASK, State.RUNNING);
        comebacks.failed(TASK, AWAY);
        assertThat(comebacks.of(TASK)).isNull();
        assertThat(comebacks.outlook(TASK)).isNull();
        assertThat(timers.size()).isZero();
    }

    @Test
    void waitsLongerEachTimeAndStopsAtTheLastAttempt() {
        starting(3);
        assertThat(comebacks.of(TASK)).isEqualTo(new Restarts(0, 3, null, false, null));
        for (int attempt = 1; attempt <= 3; attempt++) {
            comebacks.failed(TASK, AWAY);
            comebacks.failed(TASK, new ConfigException("what comes after a failure is no other failure"));
            long delay = 100L << (attempt - 1);
            assertThat(comebacks.of(TASK)).isEqualTo(waiting(attempt, 3, delay));
            assertThat(comebacks.outlook(TASK))
                    .isEqualTo("has failed; is restarted at " + clock.instant().plusMillis(delay) + " (attempt "
                            + attempt + " of 3)");
            assertThat(metric("next-restart-timestamp")).isEqualTo(clock.millis() + delay);
            timers.advance(delay - 1);
            assertThat(ordered).hasSize(attempt - 1);
            timers.advance(1);
            assertThat(ordered).hasSize(attempt);
            assertThat(ordered.get(attempt - 1))
                    .isEqualTo("Task a-0: its restart policy has it restarted (attempt " + attempt + " of 3)");
            comebacks.stopping(TASK);
            starting(3);
            assertThat(comebacks.of(TASK)).isEqualTo(new Restarts(attempt, 3, null, false, REASON));
        }
        comebacks.failed(TASK, AWAY);
        assertThat(comebacks.of(TASK))
                .isEqualTo(new Restarts(3, 3, null, true, "it was restarted 3 times in a row in vain"));
        assertThat(comebacks.outlook(TASK)).isEqualTo("has failed for good: it was restarted 3 times in a row in vain");
        assertThat(timers.size()).isZero();
        assertThat(metric("restart-attempts-total")).isEqualTo(3.0);
        assertThat(metric("restart-attempt")).isEqualTo(3);
        assertThat(metric("restart-given-up")).isEqualTo(1);
        assertThat(metric("next-restart-timestamp")).isEqualTo(0L);
        assertThat(metric("restart-success-total")).isEqualTo(0.0);
    }

    private void failAndComeBack(long afterMs) {
        comebacks.failed(TASK, AWAY);
        timers.advance(afterMs);
        comebacks.stopping(TASK);
        starting(-1);
        comebacks.started(TASK, State.RUNNING);
    }

    @Test
    void countsAnewAfterHealthyTimeOnly() {
        starting(-1);
        comebacks.started(TASK, State.RUNNING);
        failAndComeBack(100);
        timers.advance(4999);
        failAndComeBack(200);
        assertThat(comebacks.of(TASK).attempt()).isEqualTo(2);
        timers.advance(4999);
        assertThat(metric("restart-success-total")).isEqualTo(0.0);
        timers.advance(1);
        assertThat(comebacks.of(TASK)).isEqualTo(new Restarts(0, -1, null, false, null));
        assertThat(metric("restart-success-total")).isEqualTo(1.0);
        comebacks.failed(TASK, AWAY);
        assertThat(comebacks.of(TASK)).isEqualTo(waiting(1, -1, 100));
        assertThat(metric("restart-attempts-total")).isEqualTo(2.0);
    }

    @Test
    void pausedTimeIsNotHealthyTime() {
        starting(-1);
        failAndComeBack(100);
        timers.advance(4000);
        comebacks.started(TASK, State.PAUSED);
        timers.advance(60_000);
        assertThat(comebacks.of(TASK).attempt()).isEqualTo(1);
        comebacks.started(TASK, State.RUNNING);
        timers.advance(4999);
        assertThat(comebacks.of(TASK).attempt()).isEqualTo(1);
        timers.advance(1);
        assertThat(comebacks.of(TASK).attempt()).isZero();
    }

    @Test
    void aFatalFailureIsNotTriedAgain() {
        starting(-1);
        comebacks.failed(TASK, new ConfigException("no"));
        assertThat(comebacks.of(TASK))
                .isEqualTo(new Restarts(
                        0,
                        -1,
                        null,
                        true,
                        "its configuration is wrong (org.apache.kafka.common.config.ConfigException); change it"));
        timers.advance(1_000_000);
        assertThat(ordered).isEmpty();
    }

    @Test
    void noAttemptsAreAllowed() {
        starting(0);
        comebacks.failed(TASK, AWAY);
        assertThat(comebacks.of(TASK).givenUp()).isTrue();
    }

    @Test
    void whateverElseEndsTheTaskEndsTheWait() {
        timers.ignoreCancellations();
        starting(-1);
        comebacks.failed(TASK, AWAY);
        comebacks.stopping(TASK);
        assertThat(comebacks.of(TASK)).isEqualTo(new Restarts(0, -1, null, false, null));
        timers.advance(10_000);
        comebacks.failed(TASK, AWAY);
        comebacks.clear(TASK);
        timers.advance(10_000);
        comebacks.failed(TASK, AWAY);
        comebacks.starting(TASK, settings(-1), "another config");
        timers.advance(10_000);
        comebacks.failed(TASK, AWAY);
        comebacks.forget(TASK);
        timers.advance(10_000);
        assertThat(ordered).isEmpty();
        assertThat(comebacks.of(TASK)).isNull();
    }

    @Test
    void aRestartThatBecomesAStartOfAnotherConfigurationCountsAnew() {
        starting(-1);
        comebacks.failed(TASK, AWAY);
        timers.advance(100);
        comebacks.stopping(TASK);
        comebacks.starting(TASK, settings(-1), "another config");
        assertThat(comebacks.of(TASK)).isEqualTo(new Restarts(0, -1, null, false, null));
        comebacks.starting(TASK, Optional.empty(), "without a policy");
        assertThat(comebacks.of(TASK)).isNull();
    }

    @Test
    void isHeldWhileTheConnectorIsNotToRun() {
        starting(-1);
        comebacks.target("a", TargetState.STARTED);
        comebacks.failed(TASK, AWAY);
        timers.advance(60);
        comebacks.target("other", TargetState.PAUSED);
        assertThat(comebacks.of(TASK)).isEqualTo(waiting(1, -1, 40));
        comebacks.target("a", TargetState.PAUSED);
        timers.advance(10_000);
        assertThat(ordered).isEmpty();
        assertThat(comebacks.of(TASK)).isEqualTo(new Restarts(1, -1, null, false, REASON));
        assertThat(comebacks.outlook(TASK))
                .isEqualTo("has failed; is restarted (attempt 1) once its connector is to run");
        comebacks.target("a", TargetState.STARTED);
        assertThat(comebacks.of(TASK)).isEqualTo(waiting(1, -1, 100));
        timers.advance(100);
        assertThat(ordered).hasSize(1);
    }

    @Test
    void connectorAndTasksAreApart() {
        starting(-1);
        comebacks.starting(INSTANCE, settings(-1), "config");
        comebacks.failed(INSTANCE, AWAY);
        assertThat(comebacks.of(TASK).next()).isNull();
        timers.advance(100);
        assertThat(ordered).containsExactly("Connector a: its restart policy has it restarted (attempt 1)");
        comebacks.started(INSTANCE, State.STOPPED);
        assertThat(comebacks.of(INSTANCE)).isEqualTo(new Restarts(0, -1, null, false, null));
        comebacks.forget(TASK);
        assertThat(comebacks.of(INSTANCE)).isNotNull();
    }
}
