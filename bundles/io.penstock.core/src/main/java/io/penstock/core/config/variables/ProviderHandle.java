package io.penstock.core.config.variables;

import io.penstock.core.plugin.Lease;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginScope;
import java.io.IOException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configured provider on lease. Several threads may use it at once; once retired it is closed when the last of them
 * leaves, and its lease is given back then.
 */
final class ProviderHandle {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderHandle.class);

    private final String name;
    private final Lease<ConfigProvider> lease;
    private int users;
    private boolean retired;

    ProviderHandle(String name, Lease<ConfigProvider> lease) {
        this.name = name;
        this.lease = lease;
    }

    Plugin plugin() {
        return lease.plugin();
    }

    ConfigProvider provider() {
        return lease.instance();
    }

    /** Whether it may be used; if so {@link #leave()} has to follow. */
    synchronized boolean enter() {
        if (retired) {
            return false;
        }
        users++;
        return true;
    }

    void leave() {
        boolean last;
        synchronized (this) {
            users--;
            last = retired && users == 0;
        }
        if (last) {
            close();
        }
    }

    void retire() {
        boolean idle;
        synchronized (this) {
            idle = !retired && users == 0;
            retired = true;
        }
        if (idle) {
            close();
        }
    }

    private void close() {
        try (Lease<ConfigProvider> closing = lease;
                PluginScope scope = PluginScope.enter(closing.plugin().loader())) {
            closing.instance().close();
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.warn("Variable provider '{}' ({}) failed in close()", name, plugin().className(), e);
        }
    }
}
