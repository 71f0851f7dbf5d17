package io.penstock.core.task.sink;

import static io.penstock.core.task.sink.SinkHarness.P0;
import static io.penstock.core.task.sink.SinkHarness.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.core.task.state.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.IllegalWorkerStateException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.RegexRouter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinkLoopTest {

    private final SinkHarness harness = new SinkHarness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void putsWhatItConsumesAndCommitsAtTheEnd() {
        harness.assign(P0, P1).records(P0, 0, "a", "b").records(P1, 0, "c");

        assertThat(harness.run()).isTrue();

        assertThat(harness.task.values()).containsExactly("a", "b", "c");
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 2L, P1, 1L));
        assertThat(harness.task.calls)
                .containsExactly("open [in-0, in-1]", "put 2", "put 1", "preCommit [in-0, in-1]", "close [in-0, in-1]");
        SinkRecord first = harness.task.records.get(0);
        assertThat(first.timestamp()).isEqualTo(1001);
        assertThat(first.kafkaOffset()).isZero();
        assertThat(harness.metric("sink-task-metrics", "sink-record-read-total"))
                .isEqualTo(3);
        assertThat(harness.statuses.topics("orders")).containsExactly("in");
        assertThat(harness.statuses.writes).hasSize(1);
        assertThat(harness.metric("sink-task-metrics", "sink-record-send-total"))
                .isEqualTo(3);
        assertThat(harness.metric("sink-task-metrics", "sink-record-active-count"))
                .isZero();
        assertThat(harness.metric("sink-task-metrics", "partition-count")).isEqualTo(2);
    }

    @Test
    void commitsAtTheIntervalAndNumbersTheCommits() {
        harness.assign(P0).records(P0, 0, "a");
        harness.poll(() -> harness.clock.advance(60_000));
        harness.poll(() -> assertThat(harness.committed()).isEqualTo(Map.of(P0, 1L)));
        harness.records(P0, 1, "b");
        harness.poll(() -> harness.clock.advance(60_000));
        harness.poll(() -> {});

        harness.run();

        assertThat(harness.consumer.commits).hasSize(2);
        assertThat(harness.metric("sink-task-metrics", "offset-commit-seq-no")).isEqualTo(3);
        assertThat(harness.metric("sink-task-metrics", "offset-commit-completion-total"))
                .isEqualTo(3);
    }

    @Test
    void pollsNoLongerThanUntilTheNextCommit() {
        harness.assign(P0);
        harness.poll(() -> harness.clock.advance(45_000));
        harness.poll(() -> assertThat(harness.consumer.lastPollTimeout()).isEqualTo(Duration.ofMillis(15_000)));

        harness.run();
    }

    @Test
    void commitsWhenTheTaskAsks() {
        harness.assign(P0).records(P0, 0, "a");
        harness.poll(() -> harness.context().requestCommit());
        harness.poll(() -> assertThat(harness.committed()).isEqualTo(Map.of(P0, 1L)));

        harness.run();

        assertThat(harness.consumer.commits).hasSize(1);
    }

    @Test
    void commitsWhatPreCommitAnswersWithinReason() {
        harness.task.preCommit = offsets -> Map.of(
                P0,
                new OffsetAndMetadata(1, "mine"),
                P1,
                new OffsetAndMetadata(99),
                new TopicPartition("foreign", 0),
                new OffsetAndMetadata(1));
        harness.assign(P0, P1).records(P0, 0, "a", "b").records(P1, 0, "c");

        harness.run();

        assertThat(harness.consumer.commits)
                .containsExactly(Map.of(P0, new OffsetAndMetadata(1, "mine"), P1, new OffsetAndMetadata(0)));
    }

    @Test
    void aTaskMayCommitByItself() {
        harness.task.preCommit = offsets -> Map.of();
        harness.assign(P0).records(P0, 0, "a");

        assertThat(harness.run()).isTrue();

        assertThat(harness.consumer.commits).isEmpty();
    }

    @Test
    void aLateAnswerToACommitIsSkipped() {
        harness.consumer.hold = true;
        harness.assign(P0).records(P0, 0, "a");
        harness.poll(() -> harness.clock.advance(60_000));
        harness.records(P0, 1, "b");
        harness.poll(() -> harness.clock.advance(60_000));
        harness.poll(() -> {});
        harness.poll(() -> {
            assertThat(harness.consumer.held).hasSize(2);
            harness.consumer.held.forEach(Runnable::run);
        });

        harness.run();

        assertThat(harness.metric("sink-task-metrics", "offset-commit-skip-total"))
                .isEqualTo(1);
    }

    @Test
    void preCommitThatFailsRewinds() {
        var failures = new ArrayList<>(List.of("once"));
        harness.task.preCommit = offsets -> {
            if (!failures.isEmpty()) {
                failures.clear();
                throw new ConnectException("cannot flush");
            }
            return offsets;
        };
        harness.assign(P0).records(P0, 0, "a", "b");
        harness.poll(() -> harness.clock.advance(60_000));
        harness.poll(() -> {
            assertThat(harness.consumer.position(P0)).isZero();
            harness.add(P0, 0, "a", "b");
        });

        harness.run();

        assertThat(harness.task.values()).containsExactly("a", "b", "a", "b");
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 2L));
    }

    @Test
    void putThatAsksForARetryGetsTheSameBatchAgain() {
        harness.task.script.add(records -> {
            harness.context().timeout(500);
            // The task may do with its list what it likes.
            records.clear();
            throw new RetriableException("busy");
        });
        harness.assign(P0, P1).records(P0, 0, "a", "b");
        harness.poll(() -> {
            assertThat(harness.consumer.lastPollTimeout()).isEqualTo(Duration.ofMillis(500));
            assertThat(harness.consumer.paused()).containsExactlyInAnyOrder(P0, P1);
        });
        harness.poll(() -> assertThat(harness.consumer.paused()).isEmpty());

        harness.run();

        assertThat(harness.task.calls).contains("put 2", "put 2");
        assertThat(harness.task.values()).containsExactly("a", "b");
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 2L, P1, 0L));
    }

    @Test
    void whatWaitsForARetryIsNotCommitted() {
        harness.task.script.add(records -> {
            throw new RetriableException("busy");
        });
        harness.assign(P0).records(P0, 0, "a");

        assertThat(harness.run()).isFalse();

        assertThat(harness.committed()).isEmpty();
    }

    @Test
    void theTasksOwnPausesOutliveARetry() {
        harness.task.script.add(records -> {
            harness.context().pause(P1);
            throw new RetriableException("busy");
        });
        harness.assign(P0, P1).records(P0, 0, "a");
        harness.poll(() -> {});
        harness.poll(() -> assertThat(harness.consumer.paused()).containsExactly(P1));
        harness.poll(() -> harness.context().resume(P1));
        harness.poll(() -> assertThat(harness.consumer.paused()).isEmpty());

        harness.run();
    }

    @Test
    void resumingDuringARetryTakesEffectAfterIt() {
        harness.task.script.add(records -> {
            harness.context().pause(P1);
            throw new RetriableException("busy");
        });
        harness.task.script.add(records -> {
            harness.context().resume(P1);
            throw new RetriableException("still busy");
        });
        harness.assign(P0, P1).records(P0, 0, "a");
        harness.poll(() -> {});
        harness.poll(() -> assertThat(harness.consumer.paused()).containsExactlyInAnyOrder(P0, P1));
        harness.poll(() -> assertThat(harness.consumer.paused()).isEmpty());

        harness.run();
    }

    @Test
    void otherErrorsOfPutEndTheLoopWithoutCommittingTheBatch() {
        harness.task.script.add(records -> {});
        harness.task.script.add(records -> {
            throw new IllegalArgumentException("broken");
        });
        harness.assign(P0).records(P0, 0, "a").records(P0, 1, "b");

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasMessage("Exiting WorkerSinkTask due to unrecoverable exception.")
                .hasRootCauseMessage("broken");

        assertThat(harness.committed()).isEqualTo(Map.of(P0, 1L));
        assertThat(harness.task.calls).endsWith("close [in-0]");
    }

    @Test
    void rewindsWhereTheTaskWants() {
        harness.assign(P0).records(P0, 0, "a", "b");
        harness.poll(() -> harness.context().offset(P0, 1));
        harness.poll(() -> {
            assertThat(harness.consumer.position(P0)).isEqualTo(1);
            harness.add(P0, 1, "b");
        });

        harness.run();

        assertThat(harness.task.values()).containsExactly("a", "b", "b");
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 2L));
    }

    @Test
    void aRewindBeforeTheEndIsWhatIsCommitted() {
        harness.assign(P0).records(P0, 0, "a", "b");
        harness.task.script.add(records -> harness.context().offset(P0, 1));
        harness.poll(() -> {});

        harness.run();

        // Nothing new was put since the jump, and the jump counts as committed already (as in Apache's worker).
        assertThat(harness.committed()).isEmpty();
        assertThat(harness.consumer.position(P0)).isEqualTo(1);
    }

    @Test
    void revokedPartitionsAreCommittedAndClosed() {
        harness.assign(P0, P1).records(P0, 0, "a").records(P1, 0, "b");
        harness.assign(P1);
        harness.poll(() -> assertThat(harness.committed()).isEqualTo(Map.of(P0, 1L)));

        harness.run();

        assertThat(harness.task.calls)
                .containsExactly(
                        "open [in-0, in-1]",
                        "put 1",
                        "put 1",
                        "preCommit [in-0]",
                        "close [in-0]",
                        "preCommit [in-1]",
                        "close [in-1]");
        assertThat(harness.committed()).isEqualTo(Map.of(P0, 1L, P1, 1L));
    }

    @Test
    void lostPartitionsAreClosedWithoutCommit() {
        harness.assign(P0).records(P0, 0, "a");
        harness.poll(() -> harness.consumer.lose(Set.of(P0)));

        harness.run();

        assertThat(harness.task.calls).containsExactly("open [in-0]", "put 1", "close [in-0]");
        assertThat(harness.committed()).isEmpty();
    }

    @Test
    void theBufferedBatchIsPrunedByOriginalCoordinates() {
        harness.settings.transform(
                "route", RegexRouter.class, Map.of("regex", ".*", "replacement", "renamed"), null, false);
        harness.task.script.add(records -> {
            throw new RetriableException("busy");
        });
        harness.assign(P0, P1);
        harness.poll(() -> {
            harness.add(P0, 0, "a");
            harness.add(P1, 0, "b");
        });
        harness.assign(P1);
        harness.poll(() -> {});

        harness.run();

        assertThat(harness.task.values()).containsExactly("b");
        assertThat(harness.task.records.get(0).topic()).isEqualTo("renamed");
        assertThat(harness.task.records.get(0).originalTopic()).isEqualTo("in");
        assertThat(harness.committed()).isEqualTo(Map.of(P1, 1L));
    }

    @Test
    void partitionsAreResumedWhenTheWholeRetryIsRevoked() {
        harness.task.script.add(records -> {
            throw new RetriableException("busy");
        });
        harness.assign(P0, P1).records(P0, 0, "a");
        harness.assign(P1);
        harness.poll(() -> assertThat(harness.consumer.paused()).doesNotContain(P1));

        harness.run();

        assertThat(harness.task.values()).isEmpty();
    }

    @Test
    void whatTheTaskThrowsInARebalanceEndsTheLoop() {
        harness.task.preCommit = offsets -> offsets;
        harness.assign(P0);
        harness.poll(() -> {
            harness.task.failOpen = new DataException("cannot open");
            harness.consumer.rebalance(Set.of(P0, P1));
        });

        assertThatThrownBy(harness::run).isInstanceOf(DataException.class).hasMessage("cannot open");
    }

    @Test
    void pausesAndResumes() {
        harness.assign(P0, P1).records(P0, 0, "a");
        harness.poll(() -> harness.state.target(TargetState.PAUSED));
        harness.poll(() -> {
            assertThat(harness.states).containsExactly(State.RUNNING, State.PAUSED);
            assertThat(harness.consumer.paused()).containsExactlyInAnyOrder(P0, P1);
            assertThat(harness.committed()).isEqualTo(Map.of(P0, 1L, P1, 0L));
        });
        harness.poll(() -> harness.state.target(TargetState.STARTED));
        harness.poll(() -> assertThat(harness.consumer.paused()).isEmpty());

        harness.run();

        assertThat(harness.states).containsExactly(State.RUNNING, State.PAUSED, State.RUNNING);
    }

    @Test
    void aPausedTaskPausesWhatItIsAssigned() {
        harness.assign(P0);
        harness.poll(() -> harness.state.target(TargetState.PAUSED));
        harness.assign(P0, P1);
        harness.poll(() -> assertThat(harness.consumer.paused()).containsExactlyInAnyOrder(P0, P1));

        harness.run();
    }

    @Test
    void theFinalCommitSurvivesAWakeUp() {
        harness.assign(P0).records(P0, 0, "a");
        harness.consumer.nextSyncFailure = new WakeupException();

        assertThat(harness.run()).isTrue();

        assertThat(harness.committed()).isEqualTo(Map.of(P0, 1L));
    }

    @Test
    void aFencedTaskCommitsNothing() {
        harness.assign(P0).records(P0, 0, "a");
        harness.poll(() -> harness.state.become(Phase.FENCED));

        assertThat(harness.run()).isFalse();

        assertThat(harness.committed()).isEmpty();
        assertThat(harness.task.calls).containsExactly("open [in-0]", "put 1", "close [in-0]");
    }

    @Test
    void aTaskMayOnlyPauseWhatItHas() {
        harness.assign(P0);
        harness.poll(() ->
                assertThatThrownBy(() -> harness.context().pause(P1)).isInstanceOf(IllegalWorkerStateException.class));

        harness.run();
    }
}
