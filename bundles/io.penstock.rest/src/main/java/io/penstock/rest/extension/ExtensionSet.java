package io.penstock.rest.extension;

import java.util.List;
import java.util.concurrent.Executor;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.internal.inject.InjectionManager;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.internal.ResourceMethodInvocationHandlerProvider;

/** The extensions that one JAX-RS application has; another set, another application. */
public final class ExtensionSet {

    private final List<Extension> extensions;
    private final List<String> missing;
    private final Executor threads;
    private final ScopedFilters.Early early = new ScopedFilters.Early();
    private final ScopedFilters late = new ScopedFilters();

    /**
     * A set that is given to one application.
     *
     * @param missing names of those without which the API has to stay closed
     * @param threads what requests run on as soon as an extension has a part in them (I3)
     */
    ExtensionSet(List<Extension> extensions, List<String> missing, Executor threads) {
        this.extensions = List.copyOf(extensions);
        this.missing = List.copyOf(missing);
        this.threads = threads;
    }

    /** No extension. */
    public static ExtensionSet none() {
        return new ExtensionSet(List.of(), List.of(), Runnable::run);
    }

    /** What carries out a request. */
    public Executor threads() {
        return extensions.isEmpty() ? Runnable::run : threads;
    }

    /** Adds what the extensions registered to an application that is being built. */
    public void addTo(ResourceConfig application) {
        if (!missing.isEmpty()) {
            application.register(new MissingExtension(missing));
        }
        if (extensions.isEmpty()) {
            return;
        }
        extensions.forEach(extension -> extension.addTo(application, early, late));
        application.register(early).register(late).register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(new ScopedMethods()).to(ResourceMethodInvocationHandlerProvider.class);
            }
        });
    }

    /** Completes what needs the built application. */
    public void fill(InjectionManager manager) {
        early.fill(manager);
        late.fill(manager);
    }
}
