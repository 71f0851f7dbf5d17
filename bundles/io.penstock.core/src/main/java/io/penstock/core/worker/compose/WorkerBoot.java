package io.penstock.core.worker.compose;

import io.penstock.api.ConnectWorker;
import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.logging.LoggerLevels;
import io.penstock.api.offset.ConnectorOffsets;
import io.penstock.api.plugin.PluginCatalog;
import io.penstock.api.startup.StartupFailure;
import io.penstock.api.topic.ActiveTopics;
import io.penstock.core.plugin.Plugins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the worker when its configuration is there (PID {@code io.penstock.worker}) and stops it when that or the
 * framework goes. Starting talks to the brokers, so it has a thread of its own; the worker's services appear when it is
 * through, or a {@link StartupFailure} does.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.penstock.worker",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class WorkerBoot {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerBoot.class);

    /** What Configuration Admin, Declarative Services and File Install add to a configuration. */
    private static final List<String> FRAMEWORK_KEYS =
            List.of("service.", "component.", "osgi.ds.", "felix.fileinstall.");

    private final BundleContext context;
    private final Plugins plugins;
    private final Thread thread;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private @Nullable WorkerAssembly worker;
    private boolean stopping;

    /** Takes the configuration; {@link #start} does the work. */
    @Activate
    public WorkerBoot(BundleContext context, @Reference Plugins plugins, Map<String, Object> properties) {
        this.context = context;
        this.plugins = plugins;
        Map<String, String> file = texts(properties);
        this.thread = new Thread(() -> boot(file), "penstock-start");
        thread.setContextClassLoader(WorkerBoot.class.getClassLoader());
    }

    @Activate
    void start() {
        thread.start();
    }

    @Deactivate
    void stop() {
        synchronized (this) {
            stopping = true;
        }
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        WorkerAssembly started;
        synchronized (this) {
            registrations.forEach(ServiceRegistration::unregister);
            registrations.clear();
            started = worker;
            worker = null;
        }
        if (started != null) {
            started.close();
        }
    }

    private void boot(Map<String, String> file) {
        try {
            List<ConnectorFiles.Wanted> wanted = new ArrayList<>();
            WorkerAssembly assembled = Assembler.assemble(file, plugins, wanted);
            assembled.begin();
            if (!register(assembled)) {
                assembled.close();
                return;
            }
            wanted.forEach(assembled::create);
        } catch (StartFailure e) {
            failed(e.code(), String.valueOf(e.getMessage()), e.hint(), e);
        } catch (InterruptedException e) {
            LOG.debug("Stopped while starting", e);
        } catch (Throwable e) {
            failed(StartupFailure.Code.INTERNAL, "The worker could not start: " + e, "See the log for its cause.", e);
        }
    }

    private synchronized boolean register(WorkerAssembly assembled) {
        if (stopping) {
            return false;
        }
        worker = assembled;
        Map<String, Object> properties = new HashMap<>();
        var info = assembled.identity().info();
        properties.put("penstock.version", info.productVersion());
        properties.put("penstock.mode", info.distributed() ? "distributed" : "standalone");
        properties.put("kafka.cluster.id", info.clusterId());
        properties.put("bootstrap.servers", assembled.config().bootstrapServers());
        properties.put("worker.id", info.workerId());
        properties.put("plugins", plugins.view().all().size());
        registrations.add(context.registerService(PluginCatalog.class, Assembler.catalog(assembled), null));
        registrations.add(context.registerService(ConnectorOffsets.class, Assembler.offsets(assembled), null));
        registrations.add(context.registerService(LoggerLevels.class, Assembler.levels(assembled, context), null));
        registrations.add(context.registerService(DeadLetterQueues.class, assembled.letters(), null));
        registrations.add(context.registerService(ActiveTopics.class, assembled.topics(), null));
        registrations.add(context.registerService(
                ConnectWorker.class, new ConnectWorkerService(assembled), FrameworkUtil.asDictionary(properties)));
        return true;
    }

    private synchronized void failed(StartupFailure.Code code, String message, String hint, Throwable cause) {
        if (stopping) {
            return;
        }
        LOG.error("{} {}", message, hint, cause);
        Map<String, Object> properties = new HashMap<>();
        properties.put(StartupFailure.CODE, code.name());
        properties.put(StartupFailure.MESSAGE, message);
        properties.put(StartupFailure.HINT, hint);
        registrations.add(context.registerService(
                StartupFailure.class, new StartupFailure() {}, FrameworkUtil.asDictionary(properties)));
    }

    /** The keys of the worker file, without those that the framework adds. */
    private static Map<String, String> texts(Map<String, Object> properties) {
        Map<String, String> texts = new HashMap<>();
        properties.forEach((key, value) -> {
            if (FRAMEWORK_KEYS.stream().noneMatch(key::startsWith)) {
                texts.put(key, String.valueOf(value));
            }
        });
        return texts;
    }
}
