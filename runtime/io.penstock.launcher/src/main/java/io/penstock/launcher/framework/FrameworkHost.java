package io.penstock.launcher.framework;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.home.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/**
 * The framework with the bundles of the distribution. The directories below {@code system} are the start levels;
 * stopping goes through them backwards, so the worker drains before its plugins go. Owned by one thread, but
 * {@link #stop} and {@link #abandon} may be called from any.
 */
public final class FrameworkHost {
    private final Framework framework;
    private final StartWatch watch;

    private FrameworkHost(Framework framework, StartWatch watch) {
        this.framework = framework;
        this.watch = watch;
    }

    /**
     * Starts the framework and the bundles of start level 1, Configuration Admin among them.
     *
     * @param logging the configuration of the log, for the time until it is {@linkplain #configure configured}
     * @param warnings takes what is wrong without keeping the worker from running, from any thread
     */
    public static FrameworkHost boot(Layout layout, Path logging, Consumer<String> warnings) throws LaunchException {
        List<SystemBundle> bundles = SystemBundle.scan(layout.system());
        Map<String, String> settings = FrameworkSettings.of(layout, logging);
        Framework framework = new FrameworkFactory().newFramework(settings);
        StartWatch watch = new StartWatch(warnings);
        FrameworkHost host = new FrameworkHost(framework, watch);
        boolean started = false;
        try {
            framework.init();
            watch.attach(framework.getBundleContext());
            for (SystemBundle bundle : bundles) {
                install(framework, bundle);
            }
            UnusablePlugins.register(framework.getBundleContext());
            framework.start();
            started = true;
            return host;
        } catch (BundleException e) {
            throw new LaunchException(
                    ExitCode.FAILED,
                    "The framework did not start: " + Failures.describe(e),
                    "Check that " + layout.cache()
                            + " is writable; it may be deleted, it holds nothing that cannot be made again",
                    e);
        } finally {
            if (!started) {
                host.stop(Duration.ofSeconds(10));
            }
        }
    }

    /** Sets a configuration, which its bundle receives at once or when it starts. */
    public void configure(String pid, Map<String, String> properties) throws LaunchException {
        Configurations.of(framework.getBundleContext()).set(pid, properties);
    }

    /** Starts all other bundles and waits for the worker. Empty when {@link #abandon} was called meanwhile. */
    public Optional<WorkerUp> startWorker(Duration timeout) throws LaunchException, InterruptedException {
        int top = FrameworkSettings.PLUGIN_LEVEL;
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID) {
                top = Math.max(top, bundle.adapt(BundleStartLevel.class).getStartLevel());
            }
        }
        framework.adapt(FrameworkStartLevel.class).setStartLevel(top, event -> {
            if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
                watch.levelReached(framework.getBundleContext().getBundles());
            }
        });
        return watch.await(timeout);
    }

    /** Ends a wait in {@link #startWorker}. */
    public void abandon() {
        watch.abandon();
    }

    /** Returns when the framework has stopped, for instance because somebody stopped it in the shell. */
    public void awaitEnd() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops all bundles in order. False when that takes longer than it may; calling it again waits again. */
    public boolean stop(Duration limit) {
        try {
            framework.stop();
            return framework.waitForStop(limit.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        } catch (BundleException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void install(Framework framework, SystemBundle file) throws LaunchException {
        try {
            Bundle bundle = framework.getBundleContext().installBundle(file.location());
            bundle.adapt(BundleStartLevel.class).setStartLevel(file.startLevel());
            if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
                // Nothing starts yet: this only says that it shall, once its start level is reached.
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        } catch (BundleException e) {
            throw new LaunchException(
                    ExitCode.FAILED,
                    "The bundle " + file.jar() + " cannot be installed: " + Failures.describe(e),
                    "The distribution is not complete or was changed; unpack it anew",
                    e);
        }
    }
}
