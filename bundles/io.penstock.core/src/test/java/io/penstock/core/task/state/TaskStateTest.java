package io.penstock.core.task.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.penstock.api.State;
import io.penstock.api.TargetState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskStateTest {

    private final List<State> told = new ArrayList<>();
    private final TaskState state = new TaskState((s, v, f) -> told.add(s), s -> {}, TargetState.STARTED);

    @ParameterizedTest
    @EnumSource(Phase.class)
    void theTableIsWhatThePictureShows(Phase from) {
        Set<Phase> expected =
                switch (from) {
                    case STARTING ->
                        EnumSet.of(Phase.PAUSED, Phase.RUNNING, Phase.STOPPING, Phase.FAILED, Phase.FENCED);
                    case PAUSED ->
                        EnumSet.of(Phase.STARTING, Phase.RUNNING, Phase.STOPPING, Phase.FAILED, Phase.FENCED);
                    case RUNNING -> EnumSet.of(Phase.PAUSED, Phase.STOPPING, Phase.FAILED, Phase.FENCED);
                    case STOPPING -> EnumSet.of(Phase.FAILED, Phase.FENCED, Phase.ENDED);
                    case FAILED -> EnumSet.of(Phase.FENCED, Phase.ENDED);
                    case FENCED -> EnumSet.of(Phase.ENDED);
                    case ENDED -> EnumSet.noneOf(Phase.class);
                };
        Set<Phase> allowed = EnumSet.noneOf(Phase.class);
        for (Phase next : Phase.values()) {
            if (from.mayBecome(next)) {
                allowed.add(next);
            }
        }

        assertThat(allowed).isEqualTo(expected);
    }

    @Test
    void nothingIsPublishedAfterAFence() {
        assertThat(state.become(Phase.RUNNING)).isTrue();
        assertThat(state.become(Phase.FENCED)).isTrue();
        assertThat(state.become(Phase.FAILED, new DataException("late"))).isFalse();
        assertThat(state.become(Phase.ENDED)).isTrue();

        assertThat(told).containsExactly(State.RUNNING);
    }

    @Test
    void nothingIsCommittedAfterAFence() {
        assertThat(state.<String>unlessFenced(() -> "done")).isEqualTo("done");
        state.become(Phase.FENCED);
        assertThat(state.<String>unlessFenced(() -> "done")).isNull();
    }

    @Test
    void aStopEndsEveryWait() throws Exception {
        var wakes = new AtomicInteger();
        state.onWake(wakes::incrementAndGet);
        state.target(TargetState.PAUSED);
        var resumed = CompletableFuture.supplyAsync(() -> waitFor(state::awaitResume));
        var stopped = CompletableFuture.supplyAsync(() -> waitFor(() -> state.await(600_000)));
        await().until(() -> !resumed.isDone() && !stopped.isDone());
        state.stop();

        assertThat(resumed.get()).isFalse();
        assertThat(stopped.get()).isTrue();
        assertThat(wakes).hasValue(2);
    }

    @Test
    void aWaitThatNobodyEndsIsOverInTime() throws InterruptedException {
        assertThat(state.await(5)).isFalse();
    }

    @Test
    void theFirstFailureFromElsewhereCounts() {
        state.check();
        state.fail(new CompletionException(new DataException("first")));
        state.fail(new DataException("second"));

        assertThatThrownBy(state::check).isInstanceOf(DataException.class).hasMessage("first");
    }

    private interface Wait {
        boolean run() throws InterruptedException;
    }

    private static boolean waitFor(Wait wait) {
        try {
            return wait.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
