package io.penstock.rest.http;

import io.penstock.rest.settings.Limits;
import io.penstock.rest.settings.Listener;
import io.penstock.rest.settings.Tls;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes Jetty's connectors of listeners; opens none. */
final class Connectors {

    /** How long connections without a request live once the server stops, in ms. */
    private static final long SHUTDOWN_IDLE_MS = 50;

    /**
     * Connector names may hold slashes, backslashes and percent signs. Apache's worker creates such a connector and
     * then refuses every path that names it.
     */
    private static final UriCompliance PATHS = UriCompliance.DEFAULT.with(
            "CONNECTOR_NAMES",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    private final Server server;
    private final Limits limits;
    private final SlowClients slowClients;
    private final List<ServerConnector> made = new ArrayList<>();

    Connectors(Server server, Limits limits, SlowClients slowClients) {
        this.server = server;
        this.limits = limits;
        this.slowClients = slowClients;
    }

    /**
     * Makes connectors that serve the same.
     *
     * @return what the https ones among them prove who they are with
     */
    List<SslContextFactory.Server> add(List<Listener> listeners, Tls tls, Scope scope) {
        List<SslContextFactory.Server> factories = new ArrayList<>();
        for (Listener listener : listeners) {
            ServerConnector connector;
            if (listener.secure()) {
                SslContextFactory.Server factory = tls.factory();
                factories.add(factory);
                connector = new ServerConnector(server, 1, 1, AbstractConnectionFactory.getFactories(factory, http()));
            } else {
                connector = new ServerConnector(server, 1, 1, http());
            }
            connector.setName(scope.name());
            if (!listener.host().isEmpty()) {
                connector.setHost(listener.host());
            }
            connector.setPort(listener.port());
            connector.setIdleTimeout(limits.idleTimeoutMs());
            connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MS);
            made.add(connector);
        }
        return factories;
    }

    /** All that were made, in order. */
    List<ServerConnector> made() {
        return List.copyOf(made);
    }

    private HttpConnectionFactory http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(PATHS);
        http.setRequestHeaderSize(limits.headerBytes());
        // Whether a certificate is good for a host is for the client to say, who may come through a proxy.
        http.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory factory = new HttpConnectionFactory(http);
        factory.addBean(slowClients);
        return factory;
    }
}
