package io.penstock.core.plugin;

import io.penstock.api.ErrorCode;
import io.penstock.api.plugin.PluginType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Plugins that are classes of the test's class path; resolved by full or simple class name. Thread-safe. */
public final class TestPlugins implements Plugins {

    private final List<TestPlugin> offered = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Offers a class under its own name. */
    public Plugin offer(Class<?> type, PluginType... roles) {
        return offer(type.getName(), type, "1.0", roles);
    }

    /** Offers a class under another name and version. */
    public Plugin offer(String className, Class<?> type, String version, PluginType... roles) {
        var plugin = new TestPlugin(className, type, version, Set.of(roles), new AtomicInteger());
        offered.add(plugin);
        listeners.forEach(Runnable::run);
        return plugin;
    }

    /** Takes a plugin away; leases that are open stay open. */
    public void withdraw(Plugin plugin) {
        offered.removeIf(p -> p == plugin);
        listeners.forEach(Runnable::run);
    }

    @Override
    public PluginView view() {
        return new View(List.copyOf(offered));
    }

    @Override
    public <T> Lease<T> lease(Plugin plugin, Class<T> as) {
        TestPlugin known = known(plugin);
        try (var scope = PluginScope.enter(known.loader())) {
            return new TestLease<>(
                    known, as.cast(known.type().getDeclaredConstructor().newInstance()));
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw ErrorCode.PLUGIN_FAILED.of("Constructor of " + plugin.className() + " failed", cause);
        }
    }

    @Override
    public Lease<Plugin> hold(Plugin plugin) {
        return new TestLease<>(known(plugin), plugin);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private TestPlugin known(Plugin plugin) {
        if (plugin instanceof TestPlugin known && offered.contains(known)) {
            return known;
        }
        throw ErrorCode.PLUGIN_NOT_FOUND.of("Plugin " + plugin.className() + " is not there");
    }

    private record TestPlugin(
            String className, Class<?> type, String version, Set<PluginType> types, AtomicInteger open)
            implements Plugin {

        @Override
        public ClassLoader loader() {
            return type.getClassLoader();
        }

        @Override
        public String bundle() {
            return "test/1.0.0";
        }

        @Override
        public long bundleId() {
            return 1;
        }

        @Override
        public int leases() {
            return open.get();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private record TestLease<T>(TestPlugin of, T instance, AtomicBoolean closed) implements Lease<T> {

        TestLease(TestPlugin of, T instance) {
            this(of, instance, new AtomicBoolean());
            of.open().incrementAndGet();
        }

        @Override
        public Plugin plugin() {
            return of;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                of.open().decrementAndGet();
            }
        }
    }

    private record View(List<TestPlugin> plugins) implements PluginView {

        @Override
        public List<Plugin> all() {
            return List.copyOf(plugins);
        }

        @Override
        public boolean offers(Plugin plugin) {
            return plugin instanceof TestPlugin known && plugins.contains(known);
        }

        @Override
        public Resolution resolve(Collection<PluginType> types, String name, @Nullable String version) {
            return plugins.stream()
                    .filter(p -> p.types().stream().anyMatch(types::contains))
                    .filter(p -> p.className().equals(name)
                            || p.type().getSimpleName().equals(name))
                    .filter(p -> version == null || version.equals("latest") || version.equals(p.version()))
                    .<Resolution>map(Resolution.Found::new)
                    .findFirst()
                    .orElseGet(() -> new Resolution.Missing("No " + types + " named " + name + " in " + plugins));
        }
    }
}
