package io.penstock.core.plugin;

import io.penstock.api.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks the plugin services of all bundles. A service that goes away leaves the view at once; the thread that
 * unregisters it then waits until the last lease is given back, so that tasks stop, flush and commit before the class
 * loader dies. The wait is bounded: a plugin that does not let go cannot keep the framework from stopping its bundle.
 */
@Component(service = Plugins.class, immediate = true)
public final class ServicePlugins implements Plugins {

    /** A departing bundle waits this long for its leases; above any graceful timeout that a worker file may set. */
    private static final Duration DEPARTURE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(ServicePlugins.class);

    private final BundleContext context;
    private final Set<ServicePlugin> present = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ServiceTracker<Object, @Nullable ServicePlugin> tracker;
    private volatile PluginIndex view = new PluginIndex(List.of());

    /** Starts to track. */
    @Activate
    public ServicePlugins(BundleContext context) throws InvalidSyntaxException {
        this.context = context;
        this.tracker = new ServiceTracker<>(context, context.createFilter(ServicePlugin.filter()), new Registrations());
        tracker.open(true);
    }

    /** Stops to track; leases that are still open stay valid as long as their bundle does. */
    @Deactivate
    void close() {
        listeners.clear();
        tracker.close();
    }

    @Override
    public PluginIndex view() {
        return view;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public Lease<Plugin> hold(Plugin plugin) {
        ServicePlugin held = open(plugin);
        return new ServiceLease<>(held, held, () -> held.leaseCount().close());
    }

    @Override
    public <T> Lease<T> lease(Plugin plugin, Class<T> as) {
        ServicePlugin leased = open(plugin);
        boolean done = false;
        try (PluginScope scope = PluginScope.enter(leased.loader())) {
            ServiceObjects<Object> objects = context.getServiceObjects(leased.reference());
            if (objects == null) {
                throw gone(plugin);
            }
            Object instance = instantiate(leased, objects);
            if (!as.isInstance(instance)) {
                objects.ungetService(instance);
                throw ErrorCode.PLUGIN_FAILED.of(leased + " is registered as " + leased.types() + " but is no "
                        + as.getName() + ": its bundle brings its own copy of the Connect API. Build it so that it"
                        + " imports " + as.getPackageName());
            }
            done = true;
            return new ServiceLease<>(as.cast(instance), leased, () -> giveBack(leased, objects, instance));
        } finally {
            if (!done) {
                leased.leaseCount().close();
            }
        }
    }

    private static ServicePlugin open(Plugin plugin) {
        if (plugin instanceof ServicePlugin known && known.leaseCount().open()) {
            return known;
        }
        throw gone(plugin);
    }

    private static RuntimeException gone(Plugin plugin) {
        return ErrorCode.PLUGIN_NOT_FOUND.of(
                "Plugin " + plugin.className() + " " + plugin.version() + " is not available any more: its bundle "
                        + plugin.bundle() + " is being removed or updated. It is used again when the bundle is back.");
    }

    /** DS answers null when the constructor threw, and keeps the cause to its log; so we ask the class itself. */
    private static Object instantiate(ServicePlugin plugin, ServiceObjects<Object> objects) {
        Throwable cause;
        try {
            Object instance = objects.getService();
            if (instance != null) {
                return instance;
            }
            Class<?> type = Class.forName(plugin.implementation(), true, plugin.loader());
            Object made = type.getDeclaredConstructor().newInstance();
            cause = new IllegalStateException("Declarative Services refused it; see the log for component "
                    + made.getClass().getName());
        } catch (java.lang.reflect.InvocationTargetException e) {
            cause = e.getCause() == null ? e : e.getCause();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            cause = e;
        }
        throw ErrorCode.PLUGIN_FAILED.of("Plugin " + plugin + " could not be instantiated: " + cause, cause);
    }

    private static void giveBack(ServicePlugin plugin, ServiceObjects<Object> objects, Object instance) {
        try {
            objects.ungetService(instance);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.debug("{} was unregistered before its instance was given back", plugin, e);
        } finally {
            plugin.leaseCount().close();
        }
    }

    private void changed() {
        synchronized (present) {
            view = new PluginIndex(present);
        }
        listeners.forEach(Runnable::run);
    }

    /** What the framework tells, on the thread that registers or unregisters. */
    private final class Registrations implements ServiceTrackerCustomizer<Object, @Nullable ServicePlugin> {

        @Override
        public @Nullable ServicePlugin addingService(ServiceReference<Object> reference) {
            try {
                ServicePlugin plugin = ServicePlugin.of(reference);
                present.add(plugin);
                changed();
                LOG.debug("Plugin {} is available", plugin);
                return plugin;
            } catch (IllegalArgumentException e) {
                LOG.error("Ignoring a plugin: {}", e.getMessage());
                return null;
            }
        }

        @Override
        public void modifiedService(ServiceReference<Object> reference, @Nullable ServicePlugin plugin) {
            // Name, version and roles of a plugin are fixed for the life of its registration.
        }

        @Override
        public void removedService(ServiceReference<Object> reference, @Nullable ServicePlugin plugin) {
            if (plugin == null) {
                return;
            }
            present.remove(plugin);
            plugin.leaseCount().leave();
            changed();
            if (!plugin.leaseCount().awaitDrained(DEPARTURE)) {
                LOG.error(
                        "Plugin {} still has {} instances in use after {}; its bundle goes away all the same",
                        plugin,
                        plugin.leases(),
                        LeaseCount.seconds(DEPARTURE));
            }
        }
    }
}
