package io.penstock.core.task.run;

import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.ErrorSettings;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.metrics.SinkMetrics;
import io.penstock.core.metrics.TaskPluginMetrics;
import io.penstock.core.pipeline.assemble.Assembly;
import io.penstock.core.pipeline.assemble.SinkPipeline;
import io.penstock.core.pipeline.convert.Converters;
import io.penstock.core.pipeline.convert.SinkBytes;
import io.penstock.core.pipeline.deadletter.DeadLetters;
import io.penstock.core.pipeline.deadletter.ErrorReporter;
import io.penstock.core.pipeline.deadletter.ErrorReports;
import io.penstock.core.pipeline.deadletter.LogReport;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.task.ledger.DeadLetterLedger;
import io.penstock.core.task.sink.ErrantRecords;
import io.penstock.core.task.sink.OffsetCommits.Meters;
import io.penstock.core.task.sink.PutTask;
import io.penstock.core.task.sink.SinkContext;
import io.penstock.core.task.sink.SinkLoop;
import io.penstock.core.task.state.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Puts a sink task together, runs it, and leaves its offsets committed. Belongs to the task's thread. */
final class SinkRun {

    private final TaskParts parts;
    private final ConnectorSettings settings;

    SinkRun(TaskParts parts) {
        this.parts = parts;
        this.settings = parts.spec.settings();
    }

    /** Runs until the task is to stop; tells whether all that it had taken is put and committed. */
    boolean run() {
        SinkTask task = parts.task(SinkTask.class);
        ErrorMetrics errors = parts.errorMetrics();
        var metrics = parts.resources.add("sink metrics", new SinkMetrics(parts.tools.metrics(), parts.spec.id()));
        parts.fence.add(metrics::close);
        TaskPluginMetrics pluginMetrics = parts.pluginMetrics();
        Assembly assembly = parts.assembly(pluginMetrics);
        Converters converters = assembly.converters();
        SinkPipeline pipeline = assembly.sink(converters, parts.guard(errors));

        var ledger = new DeadLetterLedger();
        ErrorReports<ConsumerRecord<byte[], byte[]>> reports = reports(errors);
        var errant =
                new ErrantRecords(reports, ledger, new SinkBytes(converters), parts.state, errors, settings.errors());
        Consumer<byte[], byte[]> consumer = consumer();
        var context = new SinkContext(
                parts.spec.config(), consumer, parts.state, reports.isEmpty() ? null : errant, pluginMetrics.task());
        var timing = new SinkLoop.Timing(
                new Meters(parts.metrics, metrics, parts.tools.clock()),
                settings.offsetFlushIntervalMs(),
                settings.offsetFlushTimeoutMs(),
                settings.errors().isolateAttempts(),
                parts.usedTopics());
        var loop = new SinkLoop(
                consumer, new PutTask(task, parts.loader()), context, pipeline, errant, ledger, parts.state, timing);
        parts.resources.add("sink loop", loop::close);
        loop.subscribe(settings.topics(), settings.topicsRegex().orElse(null));
        parts.stopWhenClosed(task);
        start(task, context);
        return loop.run();
    }

    private void start(SinkTask task, SinkContext context) {
        parts.state.doing("in the task's start()");
        try (PluginScope scope = PluginScope.enter(parts.loader())) {
            task.initialize(context);
            task.start(new HashMap<>(parts.spec.config()));
        }
        parts.state.become(Phase.RUNNING);
    }

    private Consumer<byte[], byte[]> consumer() {
        Consumer<byte[], byte[]> consumer = parts.tools
                .clients()
                .consumer(settings.clients().consumer(parts.spec.id().task()));
        var patience = CloseOptions.timeout(Duration.ofMillis(settings.offsetFlushTimeoutMs()));
        parts.resources.add("consumer", () -> consumer.close(patience));
        parts.state.onWake(consumer::wakeup);
        parts.fence.add(() -> {
            consumer.wakeup();
            // Refused while the task's thread is inside the consumer; then it was just woken and closes it by itself.
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        });
        return consumer;
    }

    private ErrorReports<ConsumerRecord<byte[], byte[]>> reports(ErrorMetrics errors) {
        ErrorSettings tolerance = settings.errors();
        List<ErrorReporter<ConsumerRecord<byte[], byte[]>>> reporters = new ArrayList<>();
        if (tolerance.log()) {
            reporters.add(LogReport.sink(parts.spec.id(), tolerance.logMessages(), errors));
        }
        settings.deadLetters()
                .ifPresent(letters -> reporters.add(
                        DeadLetters.sink(parts.spec.id(), letters, parts.deadLetters(letters, errors), errors)));
        return new ErrorReports<>(reporters, errors, tolerance.tolerateAll());
    }
}
