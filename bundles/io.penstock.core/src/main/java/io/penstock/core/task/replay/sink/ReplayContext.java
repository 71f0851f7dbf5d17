package io.penstock.core.task.replay.sink;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sink task sees of the worker in a replay: the partitions that letters came from are assigned to it. Belongs to the
 * replay's thread.
 */
public final class ReplayContext implements SinkTaskContext {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayContext.class);

    private final Map<String, String> configs;
    private final ErrantRecordReporter reporter;
    private final PluginMetrics metrics;
    private final Set<TopicPartition> assignment = ConcurrentHashMap.newKeySet();
    private final Set<TopicPartition> paused = ConcurrentHashMap.newKeySet();
    private long timeoutMs = -1;

    public ReplayContext(Map<String, String> configs, ErrantRecordReporter reporter, PluginMetrics metrics) {
        this.configs = Collections.unmodifiableMap(new HashMap<>(configs));
        this.reporter = reporter;
        this.metrics = metrics;
    }

    void assign(Set<TopicPartition> partitions) {
        assignment.addAll(partitions);
    }

    @Override
    public Map<String, String> configs() {
        return configs;
    }

    /** Letters are given once: they are not read from the partitions that a task may rewind. */
    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        LOG.debug("A replay does not rewind to {}", offsets);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        offset(Map.of(partition, offset));
    }

    @Override
    public void timeout(long ms) {
        timeoutMs = ms;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return new HashSet<>(assignment);
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(Arrays.asList(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        List.of(partitions).forEach(paused::remove);
    }

    /** After each batch the task is asked what it has anyway. */
    @Override
    public void requestCommit() {
        LOG.trace("A commit was requested");
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return reporter;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return metrics;
    }

    /** How long the task wants to wait before a batch comes again, asked for once; not positive for no wish. */
    long takeTimeout() {
        long taken = timeoutMs;
        timeoutMs = -1;
        return taken;
    }

    /** Whether the task wants nothing from one of these partitions now. */
    boolean anyPaused(Set<TopicPartition> partitions) {
        return !Collections.disjoint(paused, partitions);
    }
}
