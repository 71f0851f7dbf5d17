package io.penstock.launcher.framework;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Learns how the start went: from the services of the worker and of its REST API, from the service of whoever gives up, and from the
 * framework. Its methods are called by the framework's threads and by the one that waits.
 */
final class StartWatch implements AllServiceListener, FrameworkListener {
    private static final String WORKER = "io.penstock.api.ConnectWorker";
    private static final String REST = "io.penstock.api.startup.RestEndpoint";
    private static final String FAILURE = "io.penstock.api.startup.StartupFailure";
    private static final String OUR_BUNDLES = "io.penstock.";

    private final Consumer<String> warnings;
    private final Map<String, ServiceReference<?>> services = new HashMap<>();
    private @Nullable LaunchException brokenBundle;
    private boolean levelReached;
    private String notActive = "";
    private boolean abandoned;
    private boolean decided;

    /** What is wrong but does not end the start goes to {@code warnings}, as do errors of the framework later on. */
    StartWatch(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** Has to be called before the first bundle starts. */
    void attach(BundleContext context) {
        context.addFrameworkListener(this);
        try {
            context.addServiceListener(
                    this, "(|(objectClass=" + WORKER + ")(objectClass=" + REST + ")(objectClass=" + FAILURE + "))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The worker when it is up; empty when the wait was {@linkplain #abandon abandoned}. Throws what made the start fail. */
    synchronized Optional<WorkerUp> await(Duration timeout) throws LaunchException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                ServiceReference<?> failure = services.get(FAILURE);
                if (failure != null) {
                    throw new LaunchException(
                            ExitCode.ofFailure(text(failure, "code")), text(failure, "message"), text(failure, "hint"));
                }
                if (brokenBundle != null) {
                    throw brokenBundle;
                }
                if (abandoned) {
                    return Optional.empty();
                }
                ServiceReference<?> worker = services.get(WORKER);
                ServiceReference<?> rest = services.get(REST);
                if (levelReached && notActive.isEmpty() && worker != null && rest != null) {
                    return Optional.of(describe(worker, rest));
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw timedOut(timeout);
                }
                wait(left);
            }
        } finally {
            decided = true;
        }
    }

    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    /** All start levels are passed. The reason why a bundle is not active arrives on another thread, before or after this. */
    synchronized void levelReached(Bundle[] bundles) {
        levelReached = true;
        notActive = Arrays.stream(bundles)
                .filter(bundle -> isRequired(bundle) && bundle.getState() != Bundle.ACTIVE)
                .filter(bundle -> (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0)
                .map(Bundle::getSymbolicName)
                .collect(Collectors.joining(", "));
        notifyAll();
    }

    @Override
    public synchronized void serviceChanged(ServiceEvent event) {
        ServiceReference<?> reference = event.getServiceReference();
        for (String name : (String[]) reference.getProperty("objectClass")) {
            if (event.getType() == ServiceEvent.UNREGISTERING) {
                services.remove(name, reference);
            } else {
                services.put(name, reference);
            }
        }
        notifyAll();
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            error(event.getBundle(), event.getThrowable());
        }
    }

    /**
     * The worker can do without a bundle of a third party, such as a compression codec that has no library for this platform, and a plugin in
     * the deploy directory is File Install's business. It cannot do without one of ours.
     */
    private static boolean isRequired(Bundle bundle) {
        return bundle.getLocation().startsWith("reference:")
                && String.valueOf(bundle.getSymbolicName()).startsWith(OUR_BUNDLES);
    }

    private synchronized void error(Bundle bundle, Throwable failure) {
        if (!(failure instanceof BundleException)) {
            warnings.accept(bundle.getSymbolicName() + ": " + Failures.describe(failure));
            return;
        }
        String message = Failures.describe(bundle, failure);
        if (decided || !isRequired(bundle)) {
            warnings.accept(message);
        } else if (brokenBundle == null) {
            brokenBundle = new LaunchException(
                    ExitCode.FAILED,
                    message,
                    "The distribution is not complete or was changed; unpack it anew",
                    failure);
            notifyAll();
        }
    }

    private LaunchException timedOut(Duration timeout) {
        String missing = "its REST API";
        if (!services.containsKey(WORKER)) {
            missing = "the worker";
        } else if (!notActive.isEmpty()) {
            missing = notActive;
        }
        return new LaunchException(
                ExitCode.FAILED,
                "Not up after " + timeout.toSeconds() + " s: still waiting for " + missing,
                "The log says what it is doing: log/penstock.log in the data directory");
    }

    private static WorkerUp describe(ServiceReference<?> worker, ServiceReference<?> rest) {
        Object urls = rest.getProperty("urls");
        Object plugins = worker.getProperty("plugins");
        return new WorkerUp(
                text(worker, "penstock.mode"),
                text(worker, "kafka.cluster.id"),
                text(worker, "bootstrap.servers"),
                plugins instanceof Integer number ? number : 0,
                urls instanceof String[] list ? List.of(list) : List.of());
    }

    private static String text(ServiceReference<?> reference, String property) {
        return Objects.toString(reference.getProperty(property), "");
    }
}
