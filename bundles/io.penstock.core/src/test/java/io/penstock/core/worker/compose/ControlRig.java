package io.penstock.core.worker.compose;

import static org.awaitility.Awaitility.await;

import io.penstock.core.config.validate.ConnectorValidator;
import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.WorkerMetrics;
import io.penstock.core.plugin.TestPlugins;
import io.penstock.core.store.local.LocalStores;
import io.penstock.core.task.TaskRunner;
import io.penstock.core.worker.command.Commands;
import io.penstock.core.worker.command.Views;
import io.penstock.core.worker.loop.Background;
import io.penstock.core.worker.loop.ControlLoop;
import io.penstock.core.worker.restart.Comebacks;
import io.penstock.core.worker.run.Gauges;
import io.penstock.core.worker.run.Parts;
import io.penstock.core.worker.run.Reconciler;
import io.penstock.core.worker.run.StatusBook;
import io.penstock.core.worker.snapshot.Plans;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.connect.storage.StringConverter;

/** The control loop with real stores and everything around it, but no broker; not validating. */
final class ControlRig implements AutoCloseable {

    final LocalStores stores;
    final ControlLoop loop = new ControlLoop(Clock.systemUTC());
    final Background background = new Background();
    final Plans plans = new Plans();
    final ConfigReader reader;
    final Reconciler reconciler;
    final Views views;
    final Commands commands;
    private final Variables variables;
    private final ConnectMetrics metrics = ConnectMetrics.open(Map.of("metric.reporters", ""), "test:1", Map.of());

    ControlRig(Path directory, TestPlugins plugins, TaskRunner tasks, long graceMs) {
        this(directory, plugins, tasks, graceMs, Map.of());
    }

    ControlRig(Path directory, TestPlugins plugins, TaskRunner tasks, long graceMs, Map<String, String> more) {
        Map<String, String> file = new HashMap<>(more);
        file.put("bootstrap.servers", "localhost:1");
        file.put("key.converter", StringConverter.class.getName());
        file.put("value.converter", StringConverter.class.getName());
        variables = new Variables(file, plugins);
        WorkerConfig config = WorkerConfig.parse(file, variables);
        stores = LocalStores.open(directory, false, null);
        reader = new ConfigReader(config, variables, "cluster", new ConnectorValidator(config, variables, plugins));
        Gauges gauges = new Gauges(new WorkerMetrics(metrics));
        Parts parts = new Parts(
                stores.configs(),
                new StatusBook(stores.statuses(), () -> "test:1", gauges),
                reader,
                new Environment(plugins, stores.offsets(), metrics),
                tasks,
                background,
                gauges,
                graceMs);
        Comebacks comebacks = new Comebacks(loop::schedule, InstantSource.system(), () -> 0, metrics);
        reconciler = new Reconciler(loop, parts, plans, comebacks);
        views = new Views(stores.configs(), stores.statuses(), plugins::view, comebacks::of);
        commands =
                new Commands(loop, stores.configs(), reconciler, views, any -> CompletableFuture.completedFuture(null));
        stores.configs().onChange(() -> loop.post("configs", reconciler::changed));
        plugins.onChange(() -> loop.post("plugins", reconciler::changed));
        loop.post("begin", reconciler::changed);
    }

    /** The groups of metrics about restart policies that are there. */
    Set<String> restartMetrics() {
        return metrics.metrics().metrics().keySet().stream()
                .map(MetricName::group)
                .filter(group -> group.endsWith("-restart-metrics"))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        loop.post("drain", reconciler::drain);
        await().until(() -> loop.submit("drained", reconciler::drained)
                .toCompletableFuture()
                .join());
        loop.close();
        background.close();
        metrics.close();
        variables.close();
        stores.close();
    }
}
