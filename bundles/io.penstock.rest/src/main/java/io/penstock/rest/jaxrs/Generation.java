package io.penstock.rest.jaxrs;

import io.penstock.rest.extension.ExtensionSet;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * JAX-RS with one set of extensions. Requests that began with it end with it, while another one serves those that come
 * after. Thread-safe.
 */
final class Generation {

    private final ApplicationHandler handler;
    private final ExtensionSet extensions;
    private int requests;

    Generation(ResourceConfig application, ExtensionSet extensions) {
        extensions.addTo(application);
        this.extensions = extensions;
        this.handler = new ApplicationHandler(application);
        extensions.fill(handler.getInjectionManager());
    }

    ApplicationHandler handler() {
        return handler;
    }

    /** Carries out a request on the right kind of thread. */
    void execute(Runnable request) {
        extensions.threads().execute(request);
    }

    synchronized void enter() {
        requests++;
    }

    synchronized void leave() {
        requests--;
        notifyAll();
    }

    /** Waits for the requests that began with it, then ends it. */
    void retire(long waitMs) {
        awaitIdle(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs));
        handler.getInjectionManager().shutdown();
    }

    private synchronized void awaitIdle(long deadline) {
        try {
            long left = deadline - System.nanoTime();
            while (requests > 0 && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
