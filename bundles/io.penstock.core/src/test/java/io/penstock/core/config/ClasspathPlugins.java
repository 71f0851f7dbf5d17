package io.penstock.core.config;

import io.penstock.api.ErrorCode;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.plugin.Lease;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginIndex;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Plugins;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Plugins of the test class path, each pretending to come from a bundle. */
public final class ClasspathPlugins implements Plugins {

    private final List<Registered> registered = new ArrayList<>();

    /** Adds a class under its own name in bundle 1. */
    public ClasspathPlugins add(Class<?> type, String version) {
        return add(type.getName(), type, version, 1);
    }

    /** Adds a class under another name and in a certain bundle. */
    public ClasspathPlugins add(String name, Class<?> type, String version, long bundle) {
        registered.add(new Registered(name, type, version, bundle, new AtomicInteger()));
        return this;
    }

    /** Removes a plugin, as if its bundle had been uninstalled. */
    public void remove(String name) {
        registered.removeIf(plugin -> plugin.name.equals(name));
    }

    /** How many leases are open. */
    public int leases() {
        return registered.stream().mapToInt(Plugin::leases).sum();
    }

    @Override
    public PluginView view() {
        return new PluginIndex(registered);
    }

    @Override
    public <T> Lease<T> lease(Plugin plugin, Class<T> as) {
        Registered known = (Registered) plugin;
        T instance;
        try {
            Constructor<?> constructor = known.type.getDeclaredConstructor();
            constructor.setAccessible(true);
            instance = as.cast(constructor.newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw ErrorCode.PLUGIN_FAILED.of("Plugin " + known.name + " could not be instantiated: " + cause, cause);
        }
        return open(known, instance);
    }

    @Override
    public Lease<Plugin> hold(Plugin plugin) {
        return open((Registered) plugin, plugin);
    }

    @Override
    public void onChange(Runnable listener) {
        // Nothing changes behind a test's back.
    }

    private static <T> Lease<T> open(Registered plugin, T instance) {
        plugin.open.incrementAndGet();
        return new Lease<>() {

            private boolean closed;

            @Override
            public T instance() {
                return instance;
            }

            @Override
            public Plugin plugin() {
                return plugin;
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    plugin.open.decrementAndGet();
                }
            }
        };
    }

    private static final class Registered implements Plugin {

        private final String name;
        private final Class<?> type;
        private final String version;
        private final long bundle;
        private final AtomicInteger open;

        Registered(String name, Class<?> type, String version, long bundle, AtomicInteger open) {
            this.name = name;
            this.type = type;
            this.version = version;
            this.bundle = bundle;
            this.open = open;
        }

        @Override
        public String className() {
            return name;
        }

        @Override
        public String version() {
            return version;
        }

        @Override
        public Set<PluginType> types() {
            EnumSet<PluginType> types = EnumSet.noneOf(PluginType.class);
            for (PluginType candidate : PluginType.values()) {
                try {
                    if (Class.forName(candidate.serviceInterface()).isAssignableFrom(type)) {
                        types.add(candidate);
                    }
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException(e);
                }
            }
            return types;
        }

        @Override
        public ClassLoader loader() {
            return type.getClassLoader();
        }

        @Override
        public String bundle() {
            return "test.bundle" + bundle + "/1.0.0";
        }

        @Override
        public long bundleId() {
            return bundle;
        }

        @Override
        public int leases() {
            return open.get();
        }

        @Override
        public String toString() {
            return name + " " + version;
        }
    }
}
