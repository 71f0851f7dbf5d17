package io.penstock.core.worker.compose;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.api.logging.LoggerLevels;
import io.penstock.api.offset.ConnectorOffsets;
import io.penstock.api.plugin.PluginCatalog;
import io.penstock.api.startup.StartupFailure;
import io.penstock.core.config.validate.ConnectorValidator;
import io.penstock.core.config.validate.PluginKeys;
import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.kafka.KafkaClientsImpl;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.WorkerMetrics;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.store.StoreDamagedException;
import io.penstock.core.store.local.LocalStores;
import io.penstock.core.task.TaskRunner;
import io.penstock.core.task.replay.ReplayChains;
import io.penstock.core.task.run.TaskThreads;
import io.penstock.core.task.topic.TopicTracker;
import io.penstock.core.worker.command.Commands;
import io.penstock.core.worker.command.Topics;
import io.penstock.core.worker.command.Views;
import io.penstock.core.worker.deadletter.DeadLetterService;
import io.penstock.core.worker.logging.LevelsService;
import io.penstock.core.worker.logging.PaxLogging;
import io.penstock.core.worker.logging.UnknownBackend;
import io.penstock.core.worker.loop.Background;
import io.penstock.core.worker.loop.ControlLoop;
import io.penstock.core.worker.offset.OffsetsService;
import io.penstock.core.worker.restart.Comebacks;
import io.penstock.core.worker.run.Gauges;
import io.penstock.core.worker.run.Parts;
import io.penstock.core.worker.run.Reconciler;
import io.penstock.core.worker.run.StatusBook;
import io.penstock.core.worker.snapshot.Plans;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.framework.BundleContext;

/** Puts a worker together. The only place that knows all rooms. */
final class Assembler {

    private static final String REPAIR = "penstock.store.repair";

    private Assembler() {}

    /**
     * Reads the worker file, contacts the cluster, opens the stores and wires the parts; nothing runs yet. Blocks.
     *
     * @param file the worker file's keys
     * @param wanted takes the connectors of the command line
     * @throws StartFailure with what the user is to be told
     */
    static WorkerAssembly assemble(Map<String, String> file, Plugins plugins, List<ConnectorFiles.Wanted> wanted)
            throws InterruptedException {
        Foundation foundation = foundation(file, plugins, wanted);
        try {
            return wire(foundation);
        } catch (RuntimeException | Error e) {
            foundation.close();
            throw e;
        }
    }

    private static Foundation foundation(Map<String, String> file, Plugins plugins, List<ConnectorFiles.Wanted> wanted)
            throws InterruptedException {
        Variables variables = new Variables(file, plugins);
        WorkerConfig config = config(file, variables);
        config.connectorFiles().forEach(path -> wanted.add(ConnectorFiles.read(path)));
        KafkaClients clients = new KafkaClientsImpl();
        LocalStores stores = stores(config);
        try {
            String clusterId = Cluster.id(config, clients);
            Identity identity = new Identity(config, clusterId);
            Map<String, String> labels = Map.of("connect.kafka.cluster.id", clusterId);
            ConnectMetrics metrics = ConnectMetrics.open(config.originals(), identity.workerId(), labels);
            return new Foundation(config, variables, identity, plugins, clients, stores, metrics, new Background());
        } catch (RuntimeException | Error | InterruptedException e) {
            stores.close();
            variables.close();
            throw e;
        }
    }

    private static WorkerConfig config(Map<String, String> file, Variables variables) {
        try {
            WorkerConfig config = WorkerConfig.parse(file, variables);
            if (config.distributed()) {
                throw ErrorCode.CONFIG_INVALID.of("group.id is set, which makes this worker a member of a cluster, but"
                        + " the bundle io.penstock.cluster is not installed. Remove group.id to run standalone");
            }
            return config;
        } catch (WorkerException e) {
            throw new StartFailure(
                    StartupFailure.Code.CONFIG_INVALID, e.getMessage(), "Correct the worker file and start again.", e);
        }
    }

    private static LocalStores stores(WorkerConfig config) {
        boolean repair = Boolean.parseBoolean(config.originals().getOrDefault(REPAIR, "false"));
        try {
            return LocalStores.open(
                    config.dataDir().resolve("store"),
                    repair,
                    config.offsetStorageFile().orElse(null));
        } catch (StoreDamagedException e) {
            throw new StartFailure(StartupFailure.Code.STORE_DAMAGED, String.valueOf(e.getMessage()), e.hint(), e);
        } catch (UncheckedIOException e) {
            throw new StartFailure(
                    StartupFailure.Code.CONFIG_INVALID,
                    String.valueOf(e.getMessage()),
                    "Make the data directory writable, or name another one with --data.",
                    e);
        }
    }

    private static WorkerAssembly wire(Foundation foundation) {
        WorkerConfig config = foundation.config();
        Plugins plugins = foundation.plugins();
        LocalStores stores = foundation.stores();
        ControlLoop loop = new ControlLoop(Clock.systemUTC());
        Plans plans = new Plans();
        Gauges gauges = new Gauges(new WorkerMetrics(foundation.metrics()));
        InstantSource clock = InstantSource.system();
        TopicTracker tracker = new TopicTracker(stores.statuses(), clock, config.topicTrackingEnabled());
        TaskRunner runner =
                new TaskThreads(plugins, foundation.clients(), stores.offsets(), tracker, foundation.metrics(), clock);
        Parts parts = new Parts(
                stores.configs(),
                new StatusBook(stores.statuses(), foundation.identity()::workerId, gauges),
                reader(foundation),
                new Environment(plugins, stores.offsets(), foundation.metrics()),
                runner,
                foundation.background(),
                gauges,
                config.taskShutdownTimeoutMs());
        Comebacks comebacks = new Comebacks(
                loop::schedule, clock, () -> ThreadLocalRandom.current().nextDouble(), foundation.metrics());
        Reconciler reconciler = new Reconciler(loop, parts, plans, comebacks);
        Views views = new Views(stores.configs(), stores.statuses(), plugins::view, comebacks::of);
        Validation validation = new Validation(validator(foundation), plugins, foundation.background());
        Commands commands = new Commands(loop, stores.configs(), reconciler, views, validation::check);
        Diagnosis diagnosis = new Diagnosis(loop, reconciler, plans, views, plugins);
        Topics topics = new Topics(stores.statuses(), tracker, views, config);
        DeadLetterService letters = DeadLetterService.open(
                views,
                reader(foundation),
                plugins,
                stores.configs(),
                foundation.clients(),
                new ReplayChains(plugins, foundation.clients(), clock),
                foundation.background(),
                foundation.identity()::workerId);
        Services services = new Services(commands, views, diagnosis, validation, topics, letters);
        return new WorkerAssembly(foundation, loop, reconciler, services);
    }

    private static ConfigReader reader(Foundation foundation) {
        return new ConfigReader(
                foundation.config(),
                foundation.variables(),
                foundation.identity().info().clusterId(),
                validator(foundation));
    }

    private static ConnectorValidator validator(Foundation foundation) {
        return new ConnectorValidator(foundation.config(), foundation.variables(), foundation.plugins());
    }

    /** The service for log levels; those that were kept are set again. */
    static LoggerLevels levels(WorkerAssembly worker, BundleContext context) {
        Foundation foundation = worker.foundation();
        LevelsService levels = new LevelsService(
                PaxLogging.in(context).orElseGet(UnknownBackend::new),
                foundation.stores().levels(),
                foundation.background(),
                InstantSource.system());
        var unused = levels.restore();
        return levels;
    }

    /** The service for a worker's offsets. */
    static ConnectorOffsets offsets(WorkerAssembly worker) {
        Foundation foundation = worker.foundation();
        return new OffsetsService(
                worker.commands(),
                worker.views(),
                reader(foundation),
                foundation.plugins(),
                foundation.stores().offsets(),
                foundation.clients(),
                foundation.background(),
                OffsetsService.PATIENCE);
    }

    /** The catalog service of a worker. */
    static PluginCatalog catalog(WorkerAssembly worker) {
        Foundation foundation = worker.foundation();
        return new CatalogService(foundation.plugins(), new PluginKeys(foundation.plugins()), foundation.background());
    }
}
