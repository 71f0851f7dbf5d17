package io.penstock.rest.server;

import io.penstock.rest.jaxrs.JerseyApplication;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds JAX-RS on a thread of its own while the worker still starts: in a fresh JVM it means loading two thousand
 * classes. Thread-safe.
 */
@Component(service = Preparation.class, immediate = true)
public final class Preparation {

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final AtomicReference<FutureTask<JerseyApplication>> prepared = new AtomicReference<>();

    /** Starts to build. */
    @Activate
    void start() {
        FutureTask<JerseyApplication> task = new FutureTask<>(JerseyApplication::new);
        prepared.set(task);
        Thread thread = new Thread(task, "penstock-rest-prepare");
        thread.setDaemon(true);
        thread.start();
    }

    /** The application that was prepared, or another one when it has been taken before. The caller closes it. */
    JerseyApplication take() throws ExecutionException, InterruptedException {
        FutureTask<JerseyApplication> task = prepared.getAndSet(null);
        return task == null ? new JerseyApplication() : task.get();
    }

    /** Waits for the thread, and ends what nobody has taken. */
    @Deactivate
    void stop() throws InterruptedException {
        FutureTask<JerseyApplication> task = prepared.getAndSet(null);
        if (task != null) {
            try {
                task.get().close();
            } catch (ExecutionException e) {
                LOG.warn("JAX-RS could not be set up", e.getCause());
            }
        }
    }
}
