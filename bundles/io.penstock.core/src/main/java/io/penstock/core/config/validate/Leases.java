package io.penstock.core.config.validate;

import io.penstock.api.WorkerException;
import io.penstock.core.plugin.Lease;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.Plugins;
import java.util.ArrayDeque;
import java.util.Deque;

/** The plugins that one validation uses; given back together at its end, for their definitions hold their code. */
final class Leases implements AutoCloseable {

    private final Plugins plugins;
    private final Deque<Lease<?>> open = new ArrayDeque<>();

    Leases(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * Leases an instance until this is closed.
     *
     * @throws io.penstock.api.WorkerException when the plugin is gone or cannot be instantiated
     */
    <T> T instance(Plugin plugin, Class<T> as) {
        Lease<T> lease;
        try {
            lease = plugins.lease(plugin, as);
        } catch (WorkerException e) {
            throw e;
        } catch (Throwable e) {
            throw PluginCode.failed(plugin, "its constructor", e);
        }
        open.push(lease);
        return lease.instance();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
