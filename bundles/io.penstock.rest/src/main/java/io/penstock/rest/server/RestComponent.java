package io.penstock.rest.server;

import io.penstock.api.ConnectWorker;
import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.logging.LoggerLevels;
import io.penstock.api.offset.ConnectorOffsets;
import io.penstock.api.plugin.PluginCatalog;
import io.penstock.api.startup.RestEndpoint;
import io.penstock.api.startup.StartupFailure;
import io.penstock.api.topic.ActiveTopics;
import io.penstock.rest.extension.Offers;
import io.penstock.rest.resource.SideServices;
import io.penstock.rest.settings.StartException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the REST API as long as there is a worker. Says how it went by a service: {@link RestEndpoint} with the URLs, or
 * {@link StartupFailure} with the reason why there are none.
 */
@Component(service = {})
public final class RestComponent {

    /** Name of the service property of {@link RestEndpoint} that holds the URLs of administration, if it has its own. */
    private static final String ADMIN_URLS = "admin.urls";

    private static final Logger LOG = LoggerFactory.getLogger(RestComponent.class);

    private final ConnectWorker worker;
    private final PluginCatalog catalog;
    private final Preparation preparation;

    // Optional, so that what needs none of them is served without.
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable ConnectorOffsets offsets;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable ActiveTopics topics;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable LoggerLevels levels;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable DeadLetterQueues letters;

    private final Offers offers = new Offers();
    private final Map<ServiceReference<?>, ServiceOffer> extensions = new ConcurrentHashMap<>();

    private volatile @Nullable RestApi api;
    private @Nullable ServiceRegistration<?> outcome;

    /** Nothing starts here. */
    @Activate
    public RestComponent(
            @Reference ConnectWorker worker, @Reference PluginCatalog catalog, @Reference Preparation preparation) {
        this.worker = worker;
        this.catalog = catalog;
        this.preparation = preparation;
    }

    /** An extension has come. Its service is got only when the worker file names it. */
    @Reference(
            service = ConnectRestExtension.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addExtension(ServiceReference<ConnectRestExtension> reference) {
        BundleContext context = FrameworkUtil.getBundle(RestComponent.class).getBundleContext();
        ServiceOffer offer = new ServiceOffer(context, reference);
        extensions.put(reference, offer);
        offers.add(offer);
        refreshExtensions();
    }

    /** An extension goes; returns when nothing uses it any more. */
    void removeExtension(ServiceReference<ConnectRestExtension> reference) {
        ServiceOffer offer = extensions.remove(reference);
        if (offer != null) {
            offers.remove(offer);
            refreshExtensions();
        }
    }

    private void refreshExtensions() {
        RestApi serving = api;
        if (serving != null) {
            serving.refreshExtensions();
        }
    }

    /** Binds the listeners and serves. */
    @Activate
    void start(BundleContext context) {
        long begin = System.nanoTime();
        try {
            RestApi started = RestApi.start(
                    worker,
                    catalog,
                    new SideServices(() -> offsets, () -> topics, () -> levels, () -> letters),
                    offers,
                    preparation::take);
            api = started;
            // What came or went meanwhile.
            started.refreshExtensions();
            LOG.info(
                    "REST API at {}{}, advertised as {} ({} ms)",
                    started.urls(),
                    started.adminUrls().isEmpty() ? "" : ", administration at " + started.adminUrls(),
                    started.workerId(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            outcome = context.registerService(
                    RestEndpoint.class,
                    new RestEndpoint() {},
                    FrameworkUtil.asDictionary(Map.of(
                            RestEndpoint.URLS,
                            started.urls().toArray(String[]::new),
                            ADMIN_URLS,
                            started.adminUrls().toArray(String[]::new))));
        } catch (StartException e) {
            boolean isDefect = e.code() == StartupFailure.Code.INTERNAL;
            LOG.error("{}. {}", e.getMessage(), e.hint(), isDefect ? e.getCause() : null);
            outcome = context.registerService(
                    StartupFailure.class,
                    new StartupFailure() {},
                    FrameworkUtil.asDictionary(Map.of(
                            StartupFailure.CODE, e.code().name(),
                            StartupFailure.MESSAGE, e.getMessage(),
                            StartupFailure.HINT, e.hint())));
        }
    }

    /** Says that the API goes away, answers what is under way, and ends every thread. */
    @Deactivate
    void stop() {
        if (outcome != null) {
            outcome.unregister();
            outcome = null;
        }
        RestApi serving = api;
        if (serving != null) {
            api = null;
            serving.close();
        }
    }
}
