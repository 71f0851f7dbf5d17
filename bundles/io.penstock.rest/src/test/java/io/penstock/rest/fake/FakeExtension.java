package io.penstock.rest.fake;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.connect.health.ConnectClusterState;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;

/** Adds a resource and, if asked, a filter; notes the threads and class loaders that its code is called with. */
public final class FakeExtension implements ConnectRestExtension {

    private final boolean withFilter;
    private final List<String> calls;
    private Map<String, ?> settings = Map.of();

    /** An extension that notes what happens to it. */
    public FakeExtension(boolean withFilter, List<String> calls) {
        this.withFilter = withFilter;
        this.calls = calls;
    }

    /** For an extension that is not asked what happened. */
    public FakeExtension() {
        this(false, new CopyOnWriteArrayList<>());
    }

    @Override
    public void configure(Map<String, ?> configs) {
        settings = configs;
        note(calls, "configure");
    }

    @Override
    public void register(ConnectRestExtensionContext context) {
        note(calls, "register");
        context.configurable()
                .register(new Greeting(context.clusterState(), String.valueOf(settings.get("rest.greeting")), calls));
        if (withFilter) {
            context.configurable().register(new Stamp(calls));
        }
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public void close() {
        note(calls, "close");
    }

    private static void note(List<String> calls, String what) {
        Thread thread = Thread.currentThread();
        boolean scoped = thread.getContextClassLoader() == FakeExtension.class.getClassLoader();
        calls.add(what + " " + thread.getName() + (scoped ? "" : " out of scope"));
    }

    /** Tells what an extension is told. */
    @Path("/greeting")
    public static final class Greeting {

        private final ConnectClusterState cluster;
        private final String text;
        private final List<String> calls;

        Greeting(ConnectClusterState cluster, String text, List<String> calls) {
            this.cluster = cluster;
            this.text = text;
            this.calls = calls;
        }

        @GET
        public String greet() {
            note(calls, "greet");
            StringBuilder greeting =
                    new StringBuilder(text + " " + cluster.clusterDetails().kafkaClusterId());
            for (String connector : cluster.connectors()) {
                greeting.append(' ')
                        .append(cluster.connectorHealth(connector))
                        .append(cluster.connectorConfig(connector));
            }
            return greeting.toString();
        }
    }

    /** Leaves its mark on every answer, and keeps some out. */
    public static final class Stamp implements ContainerRequestFilter, ContainerResponseFilter {

        private final List<String> calls;

        @Context
        private UriInfo uri;

        Stamp(List<String> calls) {
            this.calls = calls;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            note(calls, "filter");
            if (uri.getPath().contains("forbidden")) {
                request.abortWith(jakarta.ws.rs.core.Response.status(403).build());
            }
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            response.getHeaders().add("X-Stamp", request.getMethod());
        }
    }
}
