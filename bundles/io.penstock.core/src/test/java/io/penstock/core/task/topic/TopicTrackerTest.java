package io.penstock.core.task.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.TaskId;
import io.penstock.core.store.TopicUse;
import io.penstock.core.task.MemoryStatuses;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TopicTrackerTest {

    private final MemoryStatuses statuses = new MemoryStatuses();
    private final TaskId first = new TaskId("orders", 0);
    private final TaskId second = new TaskId("orders", 1);

    private TopicTracker tracker(boolean enabled) {
        return new TopicTracker(statuses, () -> Instant.ofEpochMilli(77), enabled);
    }

    @Test
    void eachTopicIsWrittenOnceForAConnector() {
        TopicTracker tracker = tracker(true);
        UsedTopics one = tracker.open(first);
        UsedTopics two = tracker.open(second);

        for (int i = 0; i < 3; i++) {
            one.used("a");
            one.used("b");
            two.used("b");
            two.used("c");
        }

        assertThat(statuses.writes)
                .containsExactly(
                        new TopicUse("a", first, 77), new TopicUse("b", first, 77), new TopicUse("c", second, 77));
    }

    @Test
    void whatRunningTasksGoOnUsingIsThereAgainAfterAReset() {
        TopicTracker tracker = tracker(true);
        UsedTopics one = tracker.open(first);
        UsedTopics other = tracker.open(new TaskId("others", 0));
        one.used("a");
        one.used("b");
        other.used("a");

        tracker.forget("orders").toCompletableFuture().join();
        assertThat(statuses.topics("orders")).isEmpty();
        one.used("b");
        assertThat(statuses.topics("orders")).containsExactly("b");
        assertThat(statuses.topics("others")).containsExactly("a");
    }

    @Test
    void aTaskThatHasEndedTellsNothing() {
        TopicTracker tracker = tracker(true);
        UsedTopics one = tracker.open(first);
        one.used("a");
        one.close();
        tracker.forget("orders").toCompletableFuture().join();

        one.used("a");
        one.used("b");
        assertThat(statuses.topics("orders")).isEmpty();
    }

    @Test
    void trackingMayBeSwitchedOff() {
        UsedTopics one = tracker(false).open(first);
        one.used("a");

        assertThat(statuses.writes).isEmpty();
    }
}
