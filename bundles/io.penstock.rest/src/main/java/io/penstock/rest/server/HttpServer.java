package io.penstock.rest.server;

import io.penstock.api.startup.StartupFailure;
import io.penstock.rest.settings.Listener;
import io.penstock.rest.settings.RestSettings;
import io.penstock.rest.settings.StartException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty with the listeners of the worker file. Not thread-safe: {@link #open}, {@link #start} and {@link #stop} are
 * called once each, in this order.
 */
final class HttpServer {

    /** How long a connection may be silent, in ms (Apache: the request timeout). */
    private static final long IDLE_MS = TimeUnit.SECONDS.toMillis(90);

    /** How long connections without a request live once the server stops, in ms. */
    private static final long SHUTDOWN_IDLE_MS = 50;

    /** How long a stop waits for requests to be answered, in ms, and how long before the rest is told to go away. */
    private static final long STOP_MS = 4_000;

    private static final long ABANDON_MS = 2_000;

    /**
     * Connector names may hold slashes, backslashes and percent signs. Apache's worker creates such a connector and
     * then refuses every path that names it.
     */
    private static final UriCompliance PATHS = UriCompliance.DEFAULT.with(
            "CONNECTOR_NAMES",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final RestSettings settings;
    private final ScheduledThreadPoolExecutor timer;
    private final Server server;
    private final List<ServerConnector> connectors = new ArrayList<>();
    private final List<Listener> bound = new ArrayList<>();

    /** Nothing starts here. */
    HttpServer(RestSettings settings, QueuedThreadPool threads) {
        this.settings = settings;
        this.timer = timer();
        this.server = new Server(threads, new ScheduledExecutorScheduler(timer), null);
        server.setRequestLog(new AccessLog());
        server.setStopTimeout(STOP_MS);
        server.setStopAtShutdown(false);
    }

    /** The threads that serve requests: few, for none of them ever waits for the worker. */
    static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(64, 4, 60_000);
        threads.setName("penstock-rest");
        threads.setDaemon(true);
        return threads;
    }

    /** Takes the ports. Fails with a {@link StartException}, having taken none. */
    void open() {
        for (Listener listener : settings.listeners()) {
            connectors.add(connector(listener));
        }
        for (int i = 0; i < connectors.size(); i++) {
            Listener listener = settings.listeners().get(i);
            try {
                connectors.get(i).open();
            } catch (IOException e) {
                close();
                throw refused(listener, e);
            }
            int port = connectors.get(i).getLocalPort();
            bound.add(new Listener(listener.url(), listener.secure(), listener.host(), port));
        }
    }

    /** Serves the application. */
    void start(JerseyApplication application) throws Exception {
        JsonErrors errors = new JsonErrors(application.json());
        Handler bridge = new JerseyBridge(application.handler(), errors);
        server.setErrorHandler(errors);
        server.setHandler(new GracefulHandler(crossOrigin(responseHeaders(bridge))));
        connectors.forEach(server::addConnector);
        server.start();
    }

    /**
     * Accepts no more, waits a little for requests that are under way, and ends every thread.
     *
     * @param abandon answers the requests that still wait; called late, if at all
     */
    void stop(Runnable abandon) {
        try {
            if (server.isRunning()) {
                server.getScheduler().schedule(abandon, ABANDON_MS, TimeUnit.MILLISECONDS);
            }
            server.stop();
        } catch (Exception e) {
            LOG.warn("The REST server did not stop cleanly", e);
        } finally {
            close();
            server.destroy();
            endTimer();
        }
    }

    /** The listeners with the ports they got. */
    List<Listener> bound() {
        return List.copyOf(bound);
    }

    /** The server's own would not be waited for, and its thread would outlive the bundle a little. */
    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "penstock-rest-timer");
            thread.setDaemon(true);
            thread.setContextClassLoader(HttpServer.class.getClassLoader());
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private void endTimer() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(STOP_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        connectors.forEach(ServerConnector::close);
    }

    private ServerConnector connector(Listener listener) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(PATHS);
        ConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector = listener.secure()
                ? new ServerConnector(
                        server,
                        1,
                        1,
                        AbstractConnectionFactory.getFactories(settings.tls().factory(), plain))
                : new ServerConnector(server, 1, 1, plain);
        connector.setName(listener.url());
        if (!listener.host().isEmpty()) {
            connector.setHost(listener.host());
        }
        connector.setPort(listener.port());
        connector.setIdleTimeout(IDLE_MS);
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MS);
        return connector;
    }

    private Handler responseHeaders(Handler next) {
        return settings.headers().isEmpty() ? next : new ResponseHeaders(settings.headers(), next);
    }

    /** As Apache configures it (KAFKA-2578). */
    private Handler crossOrigin(Handler next) {
        if (settings.allowedOrigins().isEmpty()) {
            return next;
        }
        CrossOriginHandler handler = new CrossOriginHandler();
        handler.setAllowedOriginPatterns(settings.allowedOrigins());
        if (!settings.allowedMethods().isEmpty()) {
            handler.setAllowedMethods(settings.allowedMethods());
        }
        handler.setDeliverPreflightRequests(true);
        handler.setHandler(next);
        return handler;
    }

    private static StartException refused(Listener listener, IOException cause) {
        if (isBindFailure(cause) && isLocal(listener.host())) {
            return new StartException(
                    StartupFailure.Code.PORT_IN_USE,
                    "Listener " + listener.url() + " cannot be opened: port " + listener.port() + " is in use",
                    "Stop the process that has the port, or give another one in the worker file, such as "
                            + RestSettings.LISTENERS + "=" + listener.scheme() + "://" + listener.host() + ":"
                            + (listener.port() % 65535 + 1) + ".",
                    cause);
        }
        return new StartException(
                StartupFailure.Code.CONFIG_INVALID,
                "Listener " + listener.url() + " cannot be opened: " + cause.getMessage(),
                "Give " + RestSettings.LISTENERS + " a host name or address of this machine, or leave the host out;"
                        + " ports below 1024 may need a privilege.",
                cause);
    }

    private static boolean isBindFailure(@Nullable Throwable failure) {
        return failure != null && (failure instanceof BindException || isBindFailure(failure.getCause()));
    }

    /** Tells a port that is taken from an address that is another machine's. */
    private static boolean isLocal(String host) {
        if (host.isEmpty()) {
            return true;
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
