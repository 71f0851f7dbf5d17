package io.penstock.core.task.replay;

import io.penstock.api.ConnectorType;
import io.penstock.api.TaskId;
import io.penstock.api.deadletter.ReplayTarget;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.ErrorSettings;
import io.penstock.core.config.FloodLimits;
import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.kafka.Topics;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.metrics.TaskMetrics;
import io.penstock.core.metrics.TaskPluginMetrics;
import io.penstock.core.pipeline.assemble.Assembly;
import io.penstock.core.pipeline.convert.Converters;
import io.penstock.core.pipeline.convert.SinkBytes;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.task.TaskClass;
import io.penstock.core.task.replay.chain.Originals;
import io.penstock.core.task.replay.chain.ReplayChain;
import io.penstock.core.task.replay.chain.ReplaySpec;
import io.penstock.core.task.replay.chain.ReplayStop;
import io.penstock.core.task.replay.chain.Returns;
import io.penstock.core.task.replay.sink.DrySink;
import io.penstock.core.task.replay.sink.ReplayContext;
import io.penstock.core.task.replay.sink.ReplayErrants;
import io.penstock.core.task.replay.sink.SinkChain;
import io.penstock.core.task.replay.sink.SinkConversions;
import io.penstock.core.task.replay.sink.SinkPuts;
import io.penstock.core.task.run.Resources;
import io.penstock.core.task.sink.PutTask;
import io.penstock.core.task.source.TopicCreation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens chains. Thread-safe. */
public final class ReplayChains {

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ReplayChains.class);

    private final Plugins plugins;
    private final KafkaClients clients;
    private final InstantSource clock;

    /** Takes what chains are made with. */
    public ReplayChains(Plugins plugins, KafkaClients clients, InstantSource clock) {
        this.plugins = plugins;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Opens the chain of a replay, on the thread that is going to use it: leases plugins, and for a sink makes and starts a
     * task.
     *
     * @param dryRun whether nothing is to be written, nor a task to be made
     * @param stop ends waits
     */
    public ReplayChain open(ReplaySpec spec, ReplayTarget target, boolean dryRun, ReplayStop stop) {
        Resources resources = new Resources();
        try {
            return new Opening(spec, dryRun, stop, resources).open(target);
        } catch (RuntimeException | Error e) {
            resources.close();
            throw e;
        }
    }

    /** One chain that is being put together. */
    private final class Opening {

        private final ReplaySpec spec;
        private final boolean dryRun;
        private final ReplayStop stop;
        private final Resources resources;
        private final ConnectorSettings settings;

        Opening(ReplaySpec spec, boolean dryRun, ReplayStop stop, Resources resources) {
            this.spec = spec;
            this.dryRun = dryRun;
            this.stop = stop;
            this.resources = resources;
            this.settings = spec.task().settings();
        }

        ReplayChain open(ReplayTarget target) {
            if (target == ReplayTarget.TOPIC) {
                Producer<byte[], byte[]> producer = producer();
                Sends sends = new Sends(producer, new Returns(spec, producer, stop), stop);
                return new TopicChain(spec, sends, new Topics(admin()), dryRun, resources);
            }
            TaskId id = spec.task().id();
            ConnectMetrics metrics = resources.add("metrics", ConnectMetrics.unpublished());
            ErrorMetrics errors = resources.add("error metrics", new ErrorMetrics(metrics, id, clock));
            TaskPluginMetrics pluginMetrics = resources.add("plugin metrics", new TaskPluginMetrics(metrics, id));
            TaskMetrics taskMetrics = resources.add("task metrics", new TaskMetrics(metrics, id, clock));
            Assembly assembly = resources.add(
                    "record path", new Assembly(settings, spec.task().used(), plugins, taskMetrics, pluginMetrics));
            Converters converters = assembly.converters();
            Guard guard = new Guard(tolerant(settings.errors()), errors, clock, stop);
            return settings.type() == ConnectorType.SOURCE
                    ? source(assembly, converters, guard)
                    : sink(assembly, converters, guard, pluginMetrics);
        }

        private ReplayChain source(Assembly assembly, Converters converters, Guard guard) {
            Producer<byte[], byte[]> producer = producer();
            Returns returns = new Returns(spec, producer, stop);
            return new SourceChain(
                    assembly.source(converters, guard),
                    new Sends(producer, returns, stop),
                    returns,
                    new TopicCreation(settings.topicCreation(), this::admin),
                    stop,
                    dryRun,
                    resources);
        }

        private ReplayChain sink(
                Assembly assembly, Converters converters, Guard guard, TaskPluginMetrics pluginMetrics) {
            SinkConversions conversions =
                    new SinkConversions(new Originals(settings), assembly.sink(converters, guard), stop);
            if (dryRun) {
                return new DrySink(conversions, resources);
            }
            resources.add(
                    "hold on the connector's bundle", plugins.hold(spec.task().connector()));
            SinkTask instance = TaskClass.of(spec.task()).make(SinkTask.class);
            PutTask task = new PutTask(instance, spec.task().connector().loader());
            Returns returns = new Returns(spec, producer(), stop);
            ReplayErrants errants = new ReplayErrants(returns, new SinkBytes(converters));
            ReplayContext context = new ReplayContext(spec.task().config(), errants, pluginMetrics.task());
            resources.add("task", () -> stop(task));
            try (PluginScope scope = PluginScope.enter(task.loader())) {
                instance.initialize(context);
                instance.start(new HashMap<>(spec.task().config()));
            }
            ErrorSettings tolerance = settings.errors();
            return new SinkChain(
                    conversions,
                    task,
                    context,
                    new SinkPuts(task, context, stop, clock, tolerance.retryTimeoutMs(), tolerance.retryDelayMaxMs()),
                    new SinkChain.Returned(errants, returns),
                    new SinkChain.Timing(stop, settings.offsetFlushTimeoutMs()),
                    resources);
        }

        private Producer<byte[], byte[]> producer() {
            Producer<byte[], byte[]> producer =
                    clients.producer(settings.clients().replayProducer());
            resources.add("producer", () -> producer.close(CLOSE));
            return producer;
        }

        private Admin admin() {
            Admin admin = clients.admin(settings.clients().replayAdmin());
            resources.add("admin client", () -> admin.close(CLOSE));
            return admin;
        }
    }

    /** Every failure is a verdict of its own, whatever the connector tolerates. */
    private static ErrorSettings tolerant(ErrorSettings settings) {
        return new ErrorSettings(
                settings.retryTimeoutMs(),
                settings.retryDelayMaxMs(),
                true,
                settings.log(),
                settings.logMessages(),
                FloodLimits.NONE,
                0);
    }

    private static void stop(PutTask task) {
        try (PluginScope scope = PluginScope.enter(task.loader())) {
            task.instance().stop();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The task of a replay could not be stopped", e);
        }
    }
}
