package io.penstock.benchmark.errors;

import io.penstock.api.plugin.PluginType;
import io.penstock.core.plugin.Lease;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Plugins;
import java.util.Set;

/** Classes of the class path as plugins. */
final class ClassPathPlugins implements Plugins {

    Plugin plugin(String className) {
        return new Named(className);
    }

    @Override
    public PluginView view() {
        throw new UnsupportedOperationException("Nothing is looked up in a benchmark");
    }

    @Override
    public <T> Lease<T> lease(Plugin plugin, Class<T> as) {
        try {
            return new Held<>(
                    plugin,
                    as.cast(Class.forName(plugin.className())
                            .getDeclaredConstructor()
                            .newInstance()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Lease<Plugin> hold(Plugin plugin) {
        return new Held<>(plugin, plugin);
    }

    @Override
    public void onChange(Runnable listener) {
        // They never change.
    }

    private record Named(String className) implements Plugin {

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Set<PluginType> types() {
            return Set.of();
        }

        @Override
        public ClassLoader loader() {
            return ClassPathPlugins.class.getClassLoader();
        }

        @Override
        public String bundle() {
            return "benchmark/1";
        }

        @Override
        public long bundleId() {
            return 1;
        }

        @Override
        public int leases() {
            return 0;
        }
    }

    private record Held<T>(Plugin plugin, T instance) implements Lease<T> {

        @Override
        public void close() {
            // There is nothing to give back to.
        }
    }
}
