package io.penstock.core.task.source;

import io.penstock.api.ConnectorType;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.core.config.TestSettings;
import io.penstock.core.kafka.FakeAdmin;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.metrics.SourceMetrics;
import io.penstock.core.metrics.TaskMetrics;
import io.penstock.core.metrics.TaskPluginMetrics;
import io.penstock.core.pipeline.assemble.Assembly;
import io.penstock.core.pipeline.deadletter.ErrorReporter;
import io.penstock.core.pipeline.deadletter.ErrorReports;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.plugin.TestPlugins;
import io.penstock.core.task.MemoryOffsets;
import io.penstock.core.task.MemoryStatuses;
import io.penstock.core.task.Roles;
import io.penstock.core.task.ScriptedSource;
import io.penstock.core.task.TestClock;
import io.penstock.core.task.ledger.SourceLedger;
import io.penstock.core.task.state.Phase;
import io.penstock.core.task.state.TaskState;
import io.penstock.core.task.topic.UsedTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.source.SourceRecord;

/** A source loop that runs on the test's thread by a script; the script stops it. */
final class SourceHarness implements AutoCloseable {

    final TestSettings settings = new TestSettings(ConnectorType.SOURCE);
    final TestClock clock = new TestClock();
    final ScriptedSource task = new ScriptedSource();
    final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    final MemoryStatuses statuses = new MemoryStatuses();
    final MemoryOffsets offsets = new MemoryOffsets();
    final FakeAdmin admin = new FakeAdmin();
    final SourceLedger ledger = new SourceLedger();
    final List<State> states = new ArrayList<>();
    final List<ErrorReporter<SourceRecord>> reporters = new ArrayList<>();
    final ConnectMetrics registry = ConnectMetrics.open(Map.of("metric.reporters", ""), "w", Map.of());
    final TaskState state = new TaskState((s, v, f) -> states.add(s), s -> {}, TargetState.STARTED);
    private final TaskId id = new TaskId("orders", 0);
    private final TaskMetrics metrics = new TaskMetrics(registry, id, clock);
    private final SourceMetrics sourceMetrics = new SourceMetrics(registry, id);
    private final TestPlugins plugins = new TestPlugins();

    private final UsedTopics used = MemoryStatuses.tracker(statuses).open(id);

    private OffsetFlush flush;
    private Assembly assembly;

    SourceLoop loop() {
        var errors = new ErrorMetrics(registry, id, clock);
        assembly = new Assembly(
                settings, Roles.of(settings, plugins), plugins, metrics, new TaskPluginMetrics(registry, id));
        var pipeline = assembly.source(assembly.converters(), new Guard(settings.errors, errors, clock, state));
        var hook = new CommitHook(task, task.getClass().getClassLoader());
        boolean all = settings.errors.tolerateAll();
        var produce = new Produce(
                producer,
                new TopicCreation(settings.topicCreation, admin::client),
                ledger,
                hook,
                Produce.Failures.of(new ErrorReports<>(reporters, errors, all), errors, settings.errors),
                used,
                state);
        flush = new OffsetFlush("orders", offsets, ledger, hook, metrics, sourceMetrics, state, clock);
        state.become(Phase.RUNNING);
        return new SourceLoop(
                task,
                task.getClass().getClassLoader(),
                pipeline,
                produce,
                ledger,
                state,
                new SourceLoop.Meters(metrics, sourceMetrics, clock));
    }

    /** Runs the script to its end. */
    void run() throws InterruptedException {
        task.runs(state::stop);
        loop().run();
    }

    OffsetFlush flush() {
        return flush;
    }

    /** The values that were handed to the producer. */
    List<String> sent() {
        return producer.history().stream()
                .map(r -> new String(r.value(), StandardCharsets.UTF_8))
                .toList();
    }

    double metric(String group, String name) {
        return registry.metrics().metrics().entrySet().stream()
                .filter(e ->
                        e.getKey().group().equals(group) && e.getKey().name().equals(name))
                .map(e -> (Double) e.getValue().metricValue())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        if (assembly != null) {
            assembly.close();
        }
        registry.close();
    }
}
