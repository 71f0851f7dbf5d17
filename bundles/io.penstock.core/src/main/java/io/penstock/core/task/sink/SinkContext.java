package io.penstock.core.task.sink;

import io.penstock.core.task.state.TaskState;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.IllegalWorkerStateException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * What a sink task sees of the worker (Apache: {@code WorkerSinkTaskContext}). Pausing, resuming and the assignment
 * belong to the task's thread, as the consumer does; {@code requestCommit} may come from any.
 */
public final class SinkContext implements SinkTaskContext {

    private final Map<String, String> configs;
    private final Consumer<byte[], byte[]> consumer;
    private final TaskState state;
    private final @Nullable ErrantRecordReporter reporter;
    private final PluginMetrics pluginMetrics;
    private final Map<TopicPartition, Long> offsets = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private volatile boolean commitRequested;
    private long timeoutMs = -1;
    private boolean retrying;

    /**
     * Makes the context.
     *
     * @param reporter null when errors are reported nowhere
     */
    public SinkContext(
            Map<String, String> configs,
            Consumer<byte[], byte[]> consumer,
            TaskState state,
            @Nullable ErrantRecordReporter reporter,
            PluginMetrics pluginMetrics) {
        this.configs = Collections.unmodifiableMap(new HashMap<>(configs));
        this.consumer = consumer;
        this.state = state;
        this.reporter = reporter;
        this.pluginMetrics = pluginMetrics;
    }

    @Override
    public Map<String, String> configs() {
        return configs;
    }

    @Override
    public void offset(Map<TopicPartition, Long> map) {
        offsets.putAll(map);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        offsets.put(partition, offset);
    }

    @Override
    public void timeout(long ms) {
        timeoutMs = ms;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return consumer.assignment();
    }

    @Override
    public void pause(TopicPartition... partitions) {
        List<TopicPartition> list = Arrays.asList(partitions);
        try {
            // The consumer is told even if all of it is paused already: it refuses what is not assigned.
            consumer.pause(list);
            paused.addAll(list);
        } catch (IllegalStateException e) {
            throw new IllegalWorkerStateException(
                    "SinkTasks may not pause partitions that are not currently assigned to them.", e);
        }
    }

    @Override
    public void resume(TopicPartition... partitions) {
        List<TopicPartition> list = Arrays.asList(partitions);
        try {
            if (state.pauseWanted() || retrying) {
                // They stay paused for the worker's own reasons, and are resumed with all others afterwards.
                consumer.pause(list);
            } else {
                consumer.resume(list);
            }
            list.forEach(paused::remove);
        } catch (IllegalStateException e) {
            throw new IllegalWorkerStateException(
                    "SinkTasks may not resume partitions that are not currently assigned to them.", e);
        }
    }

    @Override
    public void requestCommit() {
        commitRequested = true;
    }

    @Override
    public @Nullable ErrantRecordReporter errantRecordReporter() {
        return reporter;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return pluginMetrics;
    }

    /** The offsets that the task asked to go on from; asked for once. */
    Map<TopicPartition, Long> takeOffsets() {
        if (offsets.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, Long> taken = new HashMap<>(offsets);
        offsets.clear();
        return taken;
    }

    /** How long the task wants to wait before a batch comes again, asked for once; not positive for no wish. */
    long takeTimeout() {
        long taken = timeoutMs;
        timeoutMs = -1;
        return taken;
    }

    /** Whether the task asked for a commit; asked for once. */
    boolean takeCommitRequest() {
        boolean taken = commitRequested;
        commitRequested = false;
        return taken;
    }

    /** The partitions that the task itself has paused; live. */
    Set<TopicPartition> paused() {
        return paused;
    }

    /** While a batch waits to be put again, nothing is resumed. */
    void retrying(boolean waiting) {
        retrying = waiting;
    }
}
