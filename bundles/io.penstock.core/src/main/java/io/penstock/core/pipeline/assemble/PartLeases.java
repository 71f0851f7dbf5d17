package io.penstock.core.pipeline.assemble;

import io.penstock.core.config.PluginSettings;
import io.penstock.core.pipeline.Part;
import io.penstock.core.plugin.Lease;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.plugin.Plugins;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leases and configures plugin instances, and closes them all in reverse order. Belongs to one task's thread. */
final class PartLeases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartLeases.class);

    private final Plugins plugins;
    private final Map<String, Plugin> used;
    private final Deque<Open<?>> open = new ArrayDeque<>();

    PartLeases(Plugins plugins, Map<String, Plugin> used) {
        this.plugins = plugins;
        this.used = used;
    }

    /** Something done to an instance under its own class loader. */
    @FunctionalInterface
    interface Call<T> {
        void on(T instance) throws Exception;
    }

    /**
     * Leases and configures an instance.
     *
     * @param role key in the map of used plugins
     * @throws ConnectException when the plugin's {@code configure} failed
     * @throws io.penstock.api.WorkerException when there is no instance to be had
     */
    <T> Part<T> take(String role, PluginSettings settings, Class<T> as, Call<T> configure, Call<T> close) {
        Plugin plugin = plugin(role);
        Lease<T> lease = plugins.lease(plugin, as);
        open.push(new Open<>(role, lease, close));
        try (PluginScope scope = PluginScope.enter(plugin.loader())) {
            configure.on(lease.instance());
        } catch (Exception e) {
            throw new ConnectException(
                    "Plugin " + plugin.className() + " (" + role + ", bundle " + plugin.bundle()
                            + ") could not be configured: " + e.getMessage(),
                    e);
        }
        return new Part<>(settings.alias(), lease.instance(), plugin.className(), plugin.loader());
    }

    Plugin plugin(String role) {
        Plugin plugin = used.get(role);
        if (plugin == null) {
            throw new IllegalStateException("No plugin was chosen for " + role + "; chosen were " + used.keySet());
        }
        return plugin;
    }

    /** Closes every instance and gives it back; a failure is logged and hinders no other. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private record Open<T>(String role, Lease<T> lease, Call<T> onClose) {

        void close() {
            try (Lease<T> back = lease;
                    PluginScope scope = PluginScope.enter(lease.plugin().loader())) {
                onClose.on(back.instance());
            } catch (Exception | LinkageError e) {
                LOG.warn(
                        "Plugin {} ({}) failed while it was closed",
                        lease.plugin().className(),
                        role,
                        e);
            }
        }
    }
}
