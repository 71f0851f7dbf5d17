package io.penstock.core.config.variables;

import io.penstock.api.ErrorCode;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.plugin.Lease;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.plugin.Resolution;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Resolves {@code ${provider:[path:]key}} with the providers that the worker file declares. A provider that is not
 * declared, or a key that it does not know, leaves the text as it is (Apache: {@code ConfigTransformer}).
 *
 * <p>Thread-safe. {@link #resolve}, {@link #release} and {@link #close} run the code of providers on the calling thread:
 * never call them on the control loop (I3).
 */
public final class Variables implements AutoCloseable {

    private static final List<PluginType> ROLE = List.of(PluginType.CONFIGPROVIDER);

    private final Map<String, ProviderSpec> specs;
    private final Plugins plugins;
    private final Map<String, ProviderHandle> handles = new ConcurrentHashMap<>();

    /**
     * Reads the declarations; leases nothing yet.
     *
     * @throws io.penstock.api.WorkerException CONFIG_INVALID when a declaration is incomplete
     */
    public Variables(Map<String, String> workerFile, Plugins plugins) {
        this.specs = ProviderSpec.parse(workerFile);
        this.plugins = plugins;
    }

    /** The declared providers by name. */
    public Map<String, ProviderSpec> providers() {
        return Map.copyOf(specs);
    }

    /**
     * Replaces variables.
     *
     * @throws io.penstock.api.WorkerException CONFIG_INVALID when a declared provider is not there or fails
     */
    public ResolvedConfig resolve(Map<String, @Nullable String> raw) {
        Map<String, Lookup> lookups = new HashMap<>();
        Map<String, ProviderHandle> entered = new HashMap<>();
        try {
            for (String name : used(raw)) {
                ProviderSpec spec = specs.get(name);
                if (spec != null) {
                    ProviderHandle handle = enter(spec);
                    entered.put(name, handle);
                    lookups.put(name, new Lookup(spec, handle));
                }
            }
            Map<String, ConfigProvider> providers = new HashMap<>(lookups);
            Map<String, String> values =
                    new ConfigTransformer(providers).transform(raw).data();
            return ResolvedConfig.of(raw, values, lookups);
        } finally {
            entered.values().forEach(ProviderHandle::leave);
        }
    }

    /** Why variables of a configuration cannot be resolved at the moment, by provider; empty when they can. Pure. */
    public Map<String, String> missing(Map<String, @Nullable String> raw, PluginView view) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (String name : used(raw)) {
            ProviderSpec spec = specs.get(name);
            if (spec != null && view.resolve(ROLE, spec.className(), null) instanceof Resolution.Missing none) {
                missing.put(name, "Variable provider '" + name + "': " + none.reason());
            }
        }
        return missing;
    }

    /** Gives back the providers whose bundles have left or are leaving; to be called when the plugins have changed. */
    public void release(PluginView view) {
        handles.forEach((name, handle) -> {
            if (!view.offers(handle.plugin())) {
                retire(name, handle);
            }
        });
    }

    /** Gives back all providers. */
    @Override
    public void close() {
        handles.forEach(this::retire);
    }

    private void retire(String name, ProviderHandle handle) {
        handles.remove(name, handle);
        handle.retire();
    }

    private static Set<String> used(Map<String, @Nullable String> raw) {
        Set<String> names = new TreeSet<>();
        for (String text : raw.values()) {
            if (text != null && text.contains("${")) {
                Matcher matcher = ConfigTransformer.DEFAULT_PATTERN.matcher(text);
                while (matcher.find()) {
                    names.add(matcher.group(1));
                }
            }
        }
        return names;
    }

    private ProviderHandle enter(ProviderSpec spec) {
        ProviderHandle known = handles.get(spec.name());
        if (known != null) {
            if (plugins.view().offers(known.plugin()) && known.enter()) {
                return known;
            }
            retire(spec.name(), known);
        }
        ProviderHandle made = open(spec);
        made.enter();
        // Another thread may have been faster; then this instance serves this resolution only.
        if (handles.putIfAbsent(spec.name(), made) != null) {
            made.retire();
        }
        return made;
    }

    private ProviderHandle open(ProviderSpec spec) {
        Resolution resolution = plugins.view().resolve(ROLE, spec.className(), null);
        if (resolution instanceof Resolution.Missing none) {
            throw ErrorCode.CONFIG_INVALID.of("Variable provider '" + spec.name() + "': " + none.reason());
        }
        Plugin plugin = ((Resolution.Found) resolution).plugin();
        Lease<ConfigProvider> lease = plugins.lease(plugin, ConfigProvider.class);
        try (PluginScope scope = PluginScope.enter(plugin.loader())) {
            lease.instance().configure(new HashMap<>(spec.params()));
        } catch (Throwable e) {
            lease.close();
            throw ErrorCode.CONFIG_INVALID.of(
                    "Variable provider '" + spec.name() + "' (" + spec.className() + ") failed in configure(): " + e
                            + ". Correct config.providers." + spec.name() + ".param.* in the worker file",
                    e);
        }
        return new ProviderHandle(spec.name(), lease);
    }
}
