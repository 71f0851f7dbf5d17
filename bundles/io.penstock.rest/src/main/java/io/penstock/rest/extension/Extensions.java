package io.penstock.rest.extension;

import io.penstock.api.ConnectWorker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the extensions that the worker file names when their services come, in the order of the file, and closes them
 * when they go. Thread-safe; a service that goes away waits here until nobody uses it any more, but not for ever.
 */
public final class Extensions implements AutoCloseable {

    /** How long an extension may take to open or to close, in ms (Apache: min(90 s, rebalance timeout) per call). */
    private static final long DEADLINE_MS = 30_000;

    private static final int THREADS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);

    private final ConnectWorker worker;
    private final List<String> wanted;
    private final Offers offers;
    private final Consumer<ExtensionSet> use;
    private final ThreadPoolExecutor threads;
    private final Map<String, Opened> opened = new LinkedHashMap<>();
    private final Set<String> harmless = new HashSet<>();

    private record Opened(Extension extension, Offers.Offer offer, Offers.Instance instance) {}

    /**
     * Nothing is opened here.
     *
     * @param wanted {@code rest.extension.classes}
     * @param use makes the API work with a set of extensions, and returns when nothing of the one before is in use
     */
    public Extensions(ConnectWorker worker, List<String> wanted, Offers offers, Consumer<ExtensionSet> use) {
        this.worker = worker;
        this.wanted = List.copyOf(wanted);
        this.offers = offers;
        this.use = use;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Extensions::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Opens what is there and wanted, and closes what is not; called at the start and whenever offers have changed. */
    public synchronized void refresh() {
        if (wanted.isEmpty()) {
            return;
        }
        List<Opened> gone = new ArrayList<>();
        boolean changed = opened.isEmpty();
        for (String name : wanted) {
            Offers.Offer offer = offers.find(name);
            Opened before = opened.get(name);
            if (before != null && before.offer() != offer) {
                gone.add(before);
                opened.remove(name);
                changed = true;
            }
            if (offer != null && !opened.containsKey(name)) {
                changed |= open(name, offer);
            }
        }
        if (changed) {
            use.accept(current());
            gone.forEach(this::end);
        }
    }

    /** Closes all extensions; the API must be gone by now. */
    @Override
    public synchronized void close() {
        opened.values().forEach(this::end);
        opened.clear();
        threads.shutdownNow();
        try {
            threads.awaitTermination(DEADLINE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ExtensionSet current() {
        List<Extension> extensions = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : wanted) {
            Opened one = opened.get(name);
            if (one != null) {
                extensions.add(one.extension());
            } else if (!harmless.contains(name)) {
                missing.add(name);
            }
        }
        return new ExtensionSet(extensions, missing, threads);
    }

    private boolean open(String name, Offers.Offer offer) {
        Offers.Instance instance = offer.get();
        if (instance == null) {
            return false;
        }
        Extension extension = new Extension(name, instance.extension());
        boolean works = call(name, "open", () -> extension.open(worker.restSettings(), new ClusterState(worker)));
        if (!works) {
            instance.release();
            return false;
        }
        opened.put(name, new Opened(extension, offer, instance));
        if (extension.guards()) {
            harmless.remove(name);
        } else {
            harmless.add(name);
        }
        LOG.info("REST extension {} is in use", name);
        return true;
    }

    private void end(Opened one) {
        call(one.extension().name(), "close", one.extension()::close);
        one.instance().release();
        LOG.info("REST extension {} is no longer in use", one.extension().name());
    }

    /** Never lets the extension's code run on the caller's thread, nor for ever. */
    private boolean call(String name, String what, Runnable code) {
        Future<?> call = threads.submit(code);
        try {
            call.get(DEADLINE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            LOG.error("REST extension {} failed to {}", name, what, e.getCause());
        } catch (TimeoutException e) {
            call.cancel(true);
            LOG.error("REST extension {} did not {} within {} ms; interrupting its thread", name, what, DEADLINE_MS);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "penstock-rest-extension");
        thread.setDaemon(true);
        thread.setContextClassLoader(Extensions.class.getClassLoader());
        return thread;
    }
}
