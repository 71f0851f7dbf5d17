package io.penstock.core.task.sink;

import io.penstock.api.ConnectorType;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.config.TestSettings;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.metrics.SinkMetrics;
import io.penstock.core.metrics.TaskMetrics;
import io.penstock.core.metrics.TaskPluginMetrics;
import io.penstock.core.pipeline.assemble.Assembly;
import io.penstock.core.pipeline.convert.SinkBytes;
import io.penstock.core.pipeline.deadletter.DeadLetters;
import io.penstock.core.pipeline.deadletter.ErrorReporter;
import io.penstock.core.pipeline.deadletter.ErrorReports;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.plugin.TestPlugins;
import io.penstock.core.task.MemoryStatuses;
import io.penstock.core.task.Roles;
import io.penstock.core.task.ScriptedSink;
import io.penstock.core.task.TestClock;
import io.penstock.core.task.ledger.DeadLetterLedger;
import io.penstock.core.task.state.Phase;
import io.penstock.core.task.state.TaskState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** A sink loop that runs on the test's thread: each line of the script is one poll of the consumer. */
final class SinkHarness implements AutoCloseable {

    static final TopicPartition P0 = new TopicPartition("in", 0);
    static final TopicPartition P1 = new TopicPartition("in", 1);

    final TestSettings settings = new TestSettings(ConnectorType.SINK);
    final TestClock clock = new TestClock();
    final ScriptedSink task = new ScriptedSink();
    final MemoryStatuses statuses = new MemoryStatuses();
    final CommitLog consumer = new CommitLog();
    final List<State> states = new ArrayList<>();
    final List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    final List<CompletableFuture<Void>> letterAcks = new ArrayList<>();
    final ConnectMetrics registry = ConnectMetrics.open(Map.of("metric.reporters", ""), "w", Map.of());
    final TaskState state = new TaskState((s, v, f) -> states.add(s), s -> {}, TargetState.STARTED);
    final DeadLetterLedger ledger = new DeadLetterLedger();
    boolean answerLetters = true;
    private final TaskId id = new TaskId("orders", 0);
    private final TestPlugins plugins = new TestPlugins();
    private Assembly assembly;
    private SinkContext context;

    SinkHarness() {
        consumer.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
    }

    /** The next poll runs this first. */
    SinkHarness poll(Runnable action) {
        consumer.schedulePollTask(action);
        return this;
    }

    /** The next poll assigns partitions. */
    SinkHarness assign(TopicPartition... partitions) {
        return poll(() -> consumer.rebalance(Set.of(partitions)));
    }

    /** The next poll returns records with these values. */
    SinkHarness records(TopicPartition partition, long from, String... values) {
        return poll(() -> add(partition, from, values));
    }

    void add(TopicPartition partition, long from, String... values) {
        long offset = from;
        for (String value : values) {
            consumer.addRecord(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    offset++,
                    1000 + offset,
                    TimestampType.CREATE_TIME,
                    1,
                    value.length(),
                    "k".getBytes(StandardCharsets.UTF_8),
                    value.getBytes(StandardCharsets.UTF_8),
                    new RecordHeaders(),
                    Optional.empty()));
        }
    }

    SinkLoop loop() {
        var errors = new ErrorMetrics(registry, id, clock);
        var metrics = new TaskMetrics(registry, id, clock);
        var pluginMetrics = new TaskPluginMetrics(registry, id);
        assembly = new Assembly(settings, Roles.of(settings, plugins), plugins, metrics, pluginMetrics);
        var converters = assembly.converters();
        var pipeline = assembly.sink(converters, new Guard(settings.errors, errors, clock, state));
        List<ErrorReporter<ConsumerRecord<byte[], byte[]>>> reporters = new ArrayList<>();
        DeadLetterSettings letterSettings = settings.deadLetters;
        if (letterSettings != null) {
            reporters.add(DeadLetters.sink(id, letterSettings, this::send, errors));
        }
        var reports = new ErrorReports<>(reporters, errors, settings.errors.tolerateAll());
        var errant = new ErrantRecords(reports, ledger, new SinkBytes(converters), state, errors, settings.errors);
        context = new SinkContext(
                Map.of("topics", "in"), consumer, state, reports.isEmpty() ? null : errant, pluginMetrics.task());
        var loop = new SinkLoop(
                consumer,
                new PutTask(task, task.getClass().getClassLoader()),
                context,
                pipeline,
                errant,
                ledger,
                state,
                new SinkLoop.Timing(
                        new OffsetCommits.Meters(metrics, new SinkMetrics(registry, id), clock),
                        settings.flushIntervalMs,
                        settings.flushTimeoutMs,
                        settings.errors.isolateAttempts(),
                        MemoryStatuses.tracker(statuses).open(id)));
        state.onWake(consumer::wakeup);
        loop.subscribe(settings.topics, settings.topicsRegex);
        task.initialize(context);
        state.become(Phase.RUNNING);
        return loop;
    }

    /** Runs the script to its end. */
    boolean run() {
        poll(state::stop);
        return loop().run();
    }

    SinkTaskContext context() {
        return context;
    }

    Map<TopicPartition, Long> committed() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        consumer.commits.forEach(c -> c.forEach((p, o) -> offsets.put(p, o.offset())));
        return offsets;
    }

    double metric(String group, String name) {
        return registry.metrics().metrics().entrySet().stream()
                .filter(e ->
                        e.getKey().group().equals(group) && e.getKey().name().equals(name))
                .map(e -> (Double) e.getValue().metricValue())
                .findFirst()
                .orElseThrow();
    }

    private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> letter) {
        letters.add(letter);
        var ack = answerLetters ? CompletableFuture.<Void>completedFuture(null) : new CompletableFuture<Void>();
        letterAcks.add(ack);
        return ack;
    }

    @Override
    public void close() {
        if (assembly != null) {
            assembly.close();
        }
        registry.close();
    }

    /** A consumer that remembers every commit, and whose asynchronous commits a test can hold back or let fail. */
    static final class CommitLog extends MockConsumer<byte[], byte[]> {

        final List<Map<TopicPartition, OffsetAndMetadata>> commits = new ArrayList<>();
        final List<Runnable> held = new ArrayList<>();
        boolean hold;
        ConsumerRebalanceListener listener;
        RuntimeException nextSyncFailure;

        CommitLog() {
            super("earliest");
        }

        @Override
        public void subscribe(Collection<String> topics, ConsumerRebalanceListener rebalanceListener) {
            listener = rebalanceListener;
            super.subscribe(topics, rebalanceListener);
        }

        /** The group has given the partitions to somebody else without asking. */
        void lose(Collection<TopicPartition> partitions) {
            listener.onPartitionsLost(partitions);
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            commits.add(Map.copyOf(offsets));
            if (hold) {
                held.add(() -> super.commitAsync(offsets, callback));
            } else {
                super.commitAsync(offsets, callback);
            }
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            RuntimeException failure = nextSyncFailure;
            if (failure != null) {
                nextSyncFailure = null;
                throw failure;
            }
            commits.add(Map.copyOf(offsets));
            super.commitAsync(offsets, null);
        }
    }
}
