package io.penstock.rest.extension;

import jakarta.annotation.Priority;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.health.ConnectClusterState;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;
import org.glassfish.jersey.server.ResourceConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One extension that is in use, with everything that it registered. Not thread-safe; its code is called in here and on
 * the threads that serve requests.
 */
final class Extension {

    private static final Logger LOG = LoggerFactory.getLogger(Extension.class);

    private final String name;
    private final ConnectRestExtension instance;
    private final ResourceConfig registered = new ResourceConfig();

    Extension(String name, ConnectRestExtension instance) {
        this.name = name;
        this.instance = instance;
    }

    String name() {
        return name;
    }

    /** Configures it and lets it register what it has (Apache: {@code RestServer.registerRestExtensions}). */
    void open(Map<String, String> settings, ConnectClusterState cluster) {
        try (LoaderScope scope = LoaderScope.of(instance)) {
            instance.configure(new HashMap<>(settings));
            instance.register(new ConnectRestExtensionContext() {
                @Override
                public ResourceConfig configurable() {
                    return registered;
                }

                @Override
                public ConnectClusterState clusterState() {
                    return cluster;
                }
            });
        }
    }

    /** Whether it has anything but resources, so that the API without it may be open to those it keeps out. */
    boolean guards() {
        return registered.getClasses().stream().anyMatch(type -> !isResource(type))
                || registered.getInstances().stream().anyMatch(one -> !isResource(one.getClass()));
    }

    /** Adds what it registered: filters to be called through us, all else as it is. */
    void addTo(ResourceConfig application, ScopedFilters.Early early, ScopedFilters late) {
        registered.getProperties().forEach(application::property);
        for (Class<?> type : registered.getClasses()) {
            if (isScoped(type)) {
                (isEarly(type) ? early : late).add(new ScopedFilters.Part(type, priority(type)));
            } else if (contracts(type).isEmpty()) {
                application.register(type);
            } else {
                application.register(type, contracts(type));
            }
        }
        for (Object one : registered.getInstances()) {
            Class<?> type = one.getClass();
            if (isScoped(type)) {
                (isEarly(type) ? early : late).add(new ScopedFilters.Part(one, priority(type)));
            } else if (contracts(type).isEmpty()) {
                application.register(one);
            } else {
                application.register(one, contracts(type));
            }
        }
    }

    void close() {
        try (LoaderScope scope = LoaderScope.of(instance)) {
            instance.close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("REST extension {} did not close cleanly", name, e);
        }
    }

    private Map<Class<?>, Integer> contracts(Class<?> type) {
        return registered.getConfiguration().getContracts(type);
    }

    /** The priority it was registered with, else that of its class. */
    private int priority(Class<?> type) {
        int given = contracts(type).values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(-1);
        if (given >= 0) {
            return given;
        }
        Priority priority = type.getAnnotation(Priority.class);
        return priority == null ? Priorities.USER : priority.value();
    }

    private static boolean isEarly(Class<?> type) {
        return type.isAnnotationPresent(PreMatching.class);
    }

    private static boolean isResource(Class<?> type) {
        return type.isAnnotationPresent(Path.class);
    }

    /** A filter that is bound to some resources by name has to be known to JAX-RS as it is. */
    private static boolean isScoped(Class<?> type) {
        boolean filter = ContainerRequestFilter.class.isAssignableFrom(type)
                || ContainerResponseFilter.class.isAssignableFrom(type);
        return filter
                && Arrays.stream(type.getAnnotations())
                        .noneMatch(annotation -> annotation.annotationType().isAnnotationPresent(NameBinding.class));
    }
}
