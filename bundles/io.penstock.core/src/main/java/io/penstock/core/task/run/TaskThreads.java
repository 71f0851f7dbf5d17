package io.penstock.core.task.run;

import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.store.OffsetStore;
import io.penstock.core.task.TaskHandle;
import io.penstock.core.task.TaskListener;
import io.penstock.core.task.TaskRunner;
import io.penstock.core.task.TaskSpec;
import io.penstock.core.task.topic.TopicTracker;
import java.time.InstantSource;

/** Runs each task on a thread of its own, {@code task-thread-<connector>-<task>}, which ends with it. Thread-safe. */
public final class TaskThreads implements TaskRunner {

    private final Tools tools;

    /** Takes what tasks are run with; starts nothing. */
    public TaskThreads(
            Plugins plugins,
            KafkaClients clients,
            OffsetStore offsets,
            TopicTracker topics,
            ConnectMetrics metrics,
            InstantSource clock) {
        this.tools = new Tools(plugins, clients, offsets, topics, metrics, clock);
    }

    @Override
    public TaskHandle start(TaskSpec spec, TaskListener listener) {
        var run = new TaskRun(spec, listener, tools);
        run.start();
        return run;
    }
}
