package io.penstock.rest.server;

import io.penstock.api.ConnectWorker;
import io.penstock.api.plugin.PluginCatalog;
import io.penstock.api.startup.StartupFailure;
import io.penstock.rest.extension.Extensions;
import io.penstock.rest.extension.Offers;
import io.penstock.rest.http.HttpServer;
import io.penstock.rest.http.JsonErrors;
import io.penstock.rest.http.Room;
import io.penstock.rest.jaxrs.JerseyApplication;
import io.penstock.rest.jaxrs.JerseyBridge;
import io.penstock.rest.resource.Answers;
import io.penstock.rest.resource.SideServices;
import io.penstock.rest.secret.Secrets;
import io.penstock.rest.settings.Advertised;
import io.penstock.rest.settings.RestSettings;
import io.penstock.rest.settings.StartException;
import java.util.List;
import java.util.concurrent.Callable;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The REST API of one worker, from its first listener to its last thread. */
final class RestApi implements AutoCloseable {

    private final HttpServer server;
    private final Answers answers;
    private final JerseyApplication application;
    private final Extensions extensions;
    private final Room room;
    private final String workerId;

    private RestApi(
            HttpServer server,
            Answers answers,
            JerseyApplication application,
            Extensions extensions,
            Room room,
            String workerId) {
        this.server = server;
        this.answers = answers;
        this.application = application;
        this.extensions = extensions;
        this.room = room;
        this.workerId = workerId;
    }

    /**
     * Binds the worker's listeners and serves. Fails with a {@link StartException}, leaving nothing behind.
     *
     * @param source brings an application that nobody else uses; called when the listeners are bound
     */
    static RestApi start(
            ConnectWorker worker,
            PluginCatalog catalog,
            SideServices side,
            Offers offers,
            Callable<JerseyApplication> source) {
        RestSettings settings = RestSettings.parse(worker.restSettings());
        QueuedThreadPool threads = HttpServer.threads();
        Room room = new Room(settings.limits());
        Answers answers = new Answers(threads, settings.limits().requestTimeoutMs());
        HttpServer server = new HttpServer(settings, threads);
        server.open();
        JerseyApplication application = null;
        Extensions extensions = null;
        try {
            String workerId = Advertised.hostAndPort(settings, server.bound());
            worker.advertise(workerId);
            application = source.call();
            application.connect(
                    worker, catalog, side, new Secrets(worker, settings.maskSecrets(), server::later), answers);
            extensions = new Extensions(worker, settings.extensions(), offers, application::use);
            extensions.refresh();
            JsonErrors errors = new JsonErrors(application.json());
            server.start(new JerseyBridge(application, errors, room), errors);
            return new RestApi(server, answers, application, extensions, room, workerId);
        } catch (Exception e) {
            server.stop(() -> {});
            if (extensions != null) {
                extensions.close();
            }
            if (application != null) {
                application.close();
            }
            throw new StartException(
                    StartupFailure.Code.INTERNAL, "The REST API does not start: " + e, "The log has the details.", e);
        }
    }

    /** Host and port under which the worker is reached. */
    String workerId() {
        return workerId;
    }

    /** Where the API is reached, one URL for each listener. */
    List<String> urls() {
        return server.bound().stream().map(Advertised::url).toList();
    }

    /** Takes note that extensions have come or gone; returns when those that have gone are no longer in use. */
    void refreshExtensions() {
        extensions.refresh();
    }

    /** How many requests are under way. */
    int requests() {
        return room.requests();
    }

    /** Where administration is reached if it has listeners of its own. */
    List<String> adminUrls() {
        return server.boundAdmin().stream().map(Advertised::url).toList();
    }

    /** Answers what is under way, then ends every thread. */
    @Override
    public void close() {
        server.stop(answers::abandon);
        extensions.close();
        application.close();
    }
}
