package io.penstock.benchmark.errors;

import io.penstock.api.ConnectorType;
import io.penstock.api.TaskId;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.connector.ConnectorSettingsParser;
import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.metrics.TaskMetrics;
import io.penstock.core.metrics.TaskPluginMetrics;
import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.assemble.Assembly;
import io.penstock.core.pipeline.assemble.SinkPipeline;
import io.penstock.core.pipeline.tolerance.FailureLimit;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.plugin.Plugin;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/** Penstock's record path as a sink task assembles it from a connector's configuration. */
final class PenstockPath implements RecordPath {

    private final ConnectMetrics registry = ConnectMetrics.open(Map.of("metric.reporters", ""), "benchmark", Map.of());
    private final Assembly assembly;
    private final SinkPipeline pipeline;
    private final FailureLimit limit;

    PenstockPath(Map<String, String> worker, Map<String, String> connector) {
        var plugins = new ClassPathPlugins();
        var config = WorkerConfig.parse(worker, new Variables(worker, plugins));
        ConnectorSettings settings =
                new ConnectorSettingsParser(config, "benchmark").parse(connector, ConnectorType.SINK);
        var id = new TaskId("benchmark", 0);
        Map<String, Plugin> used = Map.of(
                "converter.key", plugins.plugin(settings.keyConverter().className()),
                "converter.value", plugins.plugin(settings.valueConverter().className()),
                "converter.header", plugins.plugin(settings.headerConverter().className()),
                "transform.t",
                        plugins.plugin(settings.transforms().get(0).plugin().className()));
        var clock = Clock.systemUTC();
        var errors = new ErrorMetrics(registry, id, clock);
        assembly = new Assembly(
                settings, used, plugins, new TaskMetrics(registry, id, clock), new TaskPluginMetrics(registry, id));
        pipeline = assembly.sink(assembly.converters(), new Guard(settings.errors(), errors, clock, ms -> false));
        limit = new FailureLimit(settings.errors().limits());
    }

    @Override
    public List<SinkRecord> process(List<ConsumerRecord<byte[], byte[]>> consumed) {
        Batch<ConsumerRecord<byte[], byte[]>, SinkRecord> batch = pipeline.process(consumed);
        List<SinkRecord> ready = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.end(); i++) {
            if (batch.open(i)) {
                ready.add(batch.record(i));
            }
        }
        limit.passed(ready.size());
        return ready;
    }

    @Override
    public void close() {
        assembly.close();
        registry.close();
    }
}
