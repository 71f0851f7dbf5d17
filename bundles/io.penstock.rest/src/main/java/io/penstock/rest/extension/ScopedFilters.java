package io.penstock.rest.extension;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.glassfish.jersey.internal.inject.InjectionManager;
import org.glassfish.jersey.server.ContainerRequest;

/**
 * The filters of all extensions, each called under its own class loader. One object stands for all of them, since JAX-RS
 * knows only one of a class. Filled before the first request and unchanged from then on.
 */
class ScopedFilters implements ContainerRequestFilter, ContainerResponseFilter {

    private final List<Part> parts = new ArrayList<>();

    /**
     * A filter.
     *
     * @param filter the object itself, or its class when JAX-RS is to make it
     * @param priority as JAX-RS has it: requests meet the lowest first, answers the highest
     */
    record Part(Object filter, int priority) {

        private Part filled(InjectionManager manager) {
            if (filter instanceof Class<?> type) {
                try (LoaderScope scope = LoaderScope.enter(type.getClassLoader())) {
                    return new Part(manager.createAndInitialize(type), priority);
                }
            }
            manager.inject(filter);
            return this;
        }
    }

    /** Those that are called before the resource is known. */
    @PreMatching
    static final class Early extends ScopedFilters {}

    /** Takes what an extension registered. */
    final void add(Part part) {
        parts.add(part);
        parts.sort(Comparator.comparingInt(Part::priority));
    }

    /** Makes and fills in the filters, once JAX-RS is there. */
    final void fill(InjectionManager manager) {
        parts.replaceAll(part -> part.filled(manager));
    }

    @Override
    public final void filter(ContainerRequestContext request) throws IOException {
        for (Part part : parts) {
            if (part.filter() instanceof ContainerRequestFilter filter) {
                try (LoaderScope scope = LoaderScope.of(filter)) {
                    filter.filter(request);
                }
                if (request instanceof ContainerRequest known && known.getAbortResponse() != null) {
                    return;
                }
            }
        }
    }

    @Override
    public final void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i).filter() instanceof ContainerResponseFilter filter) {
                try (LoaderScope scope = LoaderScope.of(filter)) {
                    filter.filter(request, response);
                }
            }
        }
    }
}
