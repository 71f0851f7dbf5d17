package io.penstock.rest.http;

import io.penstock.api.startup.StartupFailure;
import io.penstock.rest.settings.Doors;
import io.penstock.rest.settings.Listener;
import io.penstock.rest.settings.RestSettings;
import io.penstock.rest.settings.StartException;
import io.penstock.rest.settings.Tls;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty with the listeners of the worker file. Not thread-safe: {@link #open}, {@link #start} and {@link #stop} are
 * called once each, in this order.
 */
public final class HttpServer {

    /** How often connections are looked at for clients that send too slowly, in ms. */
    private static final long LOOK_MS = 1_000;

    /** How long a stop waits for requests to be answered, in ms, and how long before the rest is told to go away. */
    private static final long STOP_MS = 4_000;

    private static final long ABANDON_MS = 2_000;

    /** How long connections may be silent while there are as many as there may be, in ms. */
    private static final long CROWDED_IDLE_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final RestSettings settings;
    private final ScheduledThreadPoolExecutor timer;
    private final Server server;
    private final SlowClients slowClients;
    private final List<CertificateWatch> watches = new ArrayList<>();
    private final List<ServerConnector> connectors = new ArrayList<>();
    private final List<Listener> bound = new ArrayList<>();

    /** Nothing starts here. */
    public HttpServer(RestSettings settings, QueuedThreadPool threads) {
        this.settings = settings;
        this.timer = timer();
        this.server = new Server(threads, new ScheduledExecutorScheduler(timer), null);
        this.slowClients =
                new SlowClients(TimeUnit.MILLISECONDS.toNanos(settings.limits().readTimeoutMs()));
        server.setRequestLog(new AccessLog());
        server.setStopTimeout(STOP_MS);
        server.setStopAtShutdown(false);
    }

    /** The threads that serve requests: few, for none of them ever waits for the worker. */
    public static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(64, 4, 60_000);
        threads.setName("penstock-rest");
        threads.setDaemon(true);
        return threads;
    }

    /** Takes the ports. Fails with a {@link StartException}, having taken none. */
    public void open() {
        Doors doors = settings.doors();
        Connectors maker = new Connectors(server, settings.limits(), slowClients);
        Scope main = doors.adminEverywhere() ? Scope.EVERYTHING : Scope.API;
        watch(doors.tls(), maker.add(doors.listeners(), doors.tls(), main));
        watch(doors.adminTls(), maker.add(doors.admin(), doors.adminTls(), Scope.ADMIN));
        connectors.addAll(maker.made());
        for (int i = 0; i < connectors.size(); i++) {
            Listener listener = doors.all().get(i);
            try {
                connectors.get(i).open();
            } catch (IOException e) {
                close();
                throw refused(key(i), listener, e);
            }
            int port = connectors.get(i).getLocalPort();
            bound.add(new Listener(listener.url(), listener.secure(), listener.host(), port));
        }
    }

    /** Serves with this handler, and with errors for what never gets there. */
    public void start(Handler handler, JsonErrors errors) throws Exception {
        server.setErrorHandler(errors);
        server.setHandler(new GracefulHandler(crossOrigin(responseHeaders(handler))));
        connectors.forEach(server::addConnector);
        NetworkConnectionLimit limit =
                new NetworkConnectionLimit(settings.limits().connections(), server);
        limit.setEndPointIdleTimeout(Math.min(settings.limits().idleTimeoutMs(), CROWDED_IDLE_MS));
        server.addBean(limit);
        server.start();
        every(LOOK_MS, slowClients);
        for (CertificateWatch watch : watches) {
            every(settings.doors().reloadMs(), () -> server.getThreadPool().execute(watch));
        }
    }

    /**
     * Accepts no more, waits a little for requests that are under way, and ends every thread.
     *
     * @param abandon answers the requests that still wait; called late, if at all
     */
    public void stop(Runnable abandon) {
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

    /** The listeners with the ports they got, without those of administration. */
    public List<Listener> bound() {
        return List.copyOf(bound.subList(0, settings.doors().listeners().size()));
    }

    /** The listeners of administration with the ports they got. */
    public List<Listener> boundAdmin() {
        return List.copyOf(bound.subList(settings.doors().listeners().size(), bound.size()));
    }

    /** Runs something on a thread of the server's after so many ms; not at all when the server has stopped by then. */
    public void later(Runnable what, long ms) {
        try {
            var unused = timer.schedule(() -> server.getThreadPool().execute(what), ms, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The REST server has stopped", e);
        }
    }

    private void watch(Tls tls, List<SslContextFactory.Server> factories) {
        if (!factories.isEmpty() && settings.doors().reloadMs() > 0) {
            watches.add(new CertificateWatch(tls, factories));
        }
    }

    private void every(long ms, Runnable look) {
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        look.run();
                    } catch (RuntimeException e) {
                        LOG.warn("A look at the REST server's state failed", e);
                    }
                },
                ms,
                ms,
                TimeUnit.MILLISECONDS);
    }

    private String key(int listener) {
        return listener < settings.doors().listeners().size() ? Doors.LISTENERS : Doors.ADMIN_LISTENERS;
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

    private Handler responseHeaders(Handler next) {
        return settings.headers().isEmpty() ? next : new ResponseHeaders(settings.headers(), next);
    }

    /** As Apache configures it (KAFKA-2578). */
    private Handler crossOrigin(Handler next) {
        if (settings.crossOrigin().origins().isEmpty()) {
            return next;
        }
        CrossOriginHandler handler = new CrossOriginHandler();
        handler.setAllowedOriginPatterns(settings.crossOrigin().origins());
        if (!settings.crossOrigin().methods().isEmpty()) {
            handler.setAllowedMethods(settings.crossOrigin().methods());
        }
        handler.setDeliverPreflightRequests(true);
        handler.setHandler(next);
        return handler;
    }

    private static StartException refused(String key, Listener listener, IOException cause) {
        if (isBindFailure(cause) && isLocal(listener.host())) {
            return new StartException(
                    StartupFailure.Code.PORT_IN_USE,
                    "Listener " + listener.url() + " cannot be opened: port " + listener.port() + " is in use",
                    "Stop the process that has the port, or give another one in the worker file, such as "
                            + key + "=" + listener.scheme() + "://" + listener.host() + ":"
                            + (listener.port() % 65535 + 1) + ".",
                    cause);
        }
        return new StartException(
                StartupFailure.Code.CONFIG_INVALID,
                "Listener " + listener.url() + " cannot be opened: " + cause.getMessage(),
                "Give " + key + " a host name or address of this machine, or leave the host out;"
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
