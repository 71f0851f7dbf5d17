package io.penstock.core.task.run;

import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.ErrorSettings;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.metrics.SourceMetrics;
import io.penstock.core.metrics.TaskPluginMetrics;
import io.penstock.core.pipeline.assemble.Assembly;
import io.penstock.core.pipeline.assemble.SourcePipeline;
import io.penstock.core.pipeline.deadletter.DeadLetters;
import io.penstock.core.pipeline.deadletter.ErrorReporter;
import io.penstock.core.pipeline.deadletter.ErrorReports;
import io.penstock.core.pipeline.deadletter.LogReport;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.task.ledger.SourceLedger;
import io.penstock.core.task.source.CommitHook;
import io.penstock.core.task.source.FlushTimer;
import io.penstock.core.task.source.OffsetFlush;
import io.penstock.core.task.source.Produce;
import io.penstock.core.task.source.SourceContext;
import io.penstock.core.task.source.SourceLoop;
import io.penstock.core.task.source.StoredOffsets;
import io.penstock.core.task.source.TopicCreation;
import io.penstock.core.task.state.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Puts a source task together, runs it, and leaves its offsets committed. Belongs to the task's thread. */
final class SourceRun {

    private static final Duration PRODUCER_CLOSE = Duration.ofSeconds(30);

    private final TaskParts parts;
    private final ConnectorSettings settings;
    private boolean clean;

    SourceRun(TaskParts parts) {
        this.parts = parts;
        this.settings = parts.spec.settings();
    }

    /** Runs until the task is to stop; tells whether all that it had polled is committed. */
    boolean run() throws Exception {
        SourceTask task = parts.task(SourceTask.class);
        ErrorMetrics errors = parts.errorMetrics();
        var metrics = parts.resources.add("source metrics", new SourceMetrics(parts.tools.metrics(), parts.spec.id()));
        parts.fence.add(metrics::close);
        TaskPluginMetrics pluginMetrics = parts.pluginMetrics();
        Assembly assembly = parts.assembly(pluginMetrics);
        SourcePipeline pipeline = assembly.source(assembly.converters(), parts.guard(errors));

        var ledger = new SourceLedger();
        var hook = new CommitHook(task, parts.loader());
        var produce = new Produce(
                producer(),
                new TopicCreation(settings.topicCreation(), this::admin),
                ledger,
                hook,
                Produce.Failures.of(reports(errors), errors, settings.errors()),
                parts.usedTopics(),
                parts.state);
        var flush = new OffsetFlush(
                settings.name(),
                parts.tools.offsets(),
                ledger,
                hook,
                parts.metrics,
                metrics,
                parts.state,
                parts.tools.clock());
        var meters = new SourceLoop.Meters(parts.metrics, metrics, parts.tools.clock());
        var loop = new SourceLoop(task, parts.loader(), pipeline, produce, ledger, parts.state, meters);
        start(task, pluginMetrics);
        return run(loop, flush);
    }

    private void start(SourceTask task, TaskPluginMetrics pluginMetrics) {
        var reader = parts.resources.add("offset reader", new StoredOffsets(parts.tools.offsets(), settings.name()));
        parts.fence.add(reader::close);
        parts.stopWhenClosed(task);
        parts.state.doing("in the task's start()");
        try (PluginScope scope = PluginScope.enter(parts.loader())) {
            task.initialize(new SourceContext(parts.spec.config(), reader, pluginMetrics.task()));
            task.start(new HashMap<>(parts.spec.config()));
        }
        parts.state.become(Phase.RUNNING);
    }

    private boolean run(SourceLoop loop, OffsetFlush flush) throws InterruptedException {
        try (FlushTimer timer = new FlushTimer(
                parts.spec.id(),
                flush,
                parts.state,
                parts.tools.clock(),
                settings.offsetFlushIntervalMs(),
                settings.offsetFlushTimeoutMs())) {
            timer.start();
            loop.run();
        } finally {
            // An interrupt has ended the loop and has done its work; the flush needs a thread that may wait.
            boolean interrupted = Thread.interrupted();
            clean = flush.last(settings.offsetFlushTimeoutMs()) && !interrupted;
        }
        return clean;
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> producer = parts.tools
                .clients()
                .producer(settings.clients().producer(parts.spec.id().task()));
        // What was not acknowledged by now is sent again after a restart: waiting for it would only make duplicates.
        parts.resources.add("producer", () -> producer.close(clean ? PRODUCER_CLOSE : Duration.ZERO));
        parts.fence.add(() -> producer.close(Duration.ZERO));
        return producer;
    }

    private Admin admin() {
        Admin admin = parts.tools
                .clients()
                .admin(settings.clients().topicAdmin(parts.spec.id().task()));
        parts.resources.add("admin client", () -> admin.close(Duration.ZERO));
        parts.fence.add(() -> admin.close(Duration.ZERO));
        return admin;
    }

    private ErrorReports<SourceRecord> reports(ErrorMetrics errors) {
        ErrorSettings tolerance = settings.errors();
        List<ErrorReporter<SourceRecord>> reporters = new ArrayList<>();
        if (tolerance.log()) {
            reporters.add(LogReport.source(parts.spec.id(), tolerance.logMessages(), errors));
        }
        settings.deadLetters()
                .ifPresent(letters -> reporters.add(
                        DeadLetters.source(parts.spec.id(), letters, parts.deadLetters(letters, errors), errors)));
        return new ErrorReports<>(reporters, errors, tolerance.tolerateAll());
    }
}
