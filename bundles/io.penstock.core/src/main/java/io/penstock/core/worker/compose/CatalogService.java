package io.penstock.core.worker.compose;

import io.penstock.api.ErrorCode;
import io.penstock.api.config.ConfigKey;
import io.penstock.api.plugin.PluginCatalog;
import io.penstock.api.plugin.PluginInfo;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.config.validate.PluginKeys;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.plugin.Resolution;
import io.penstock.core.worker.loop.Background;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The catalog as the other bundles see it. Thread-safe. */
final class CatalogService implements PluginCatalog {

    /** The kinds of plugin whose keys are shown; the others are the operator's business. */
    private static final Set<PluginType> SHOWN = EnumSet.of(
            PluginType.SINK,
            PluginType.SOURCE,
            PluginType.CONVERTER,
            PluginType.HEADER_CONVERTER,
            PluginType.TRANSFORMATION,
            PluginType.PREDICATE);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Plugins plugins;
    private final PluginKeys keys;
    private final Background background;

    CatalogService(Plugins plugins, PluginKeys keys, Background background) {
        this.plugins = plugins;
        this.keys = keys;
        this.background = background;
    }

    @Override
    public List<PluginInfo> plugins() {
        PluginView view = plugins.view();
        return view.all().stream()
                .flatMap(plugin -> plugin.types().stream().map(type -> info(view, plugin, type)))
                .sorted(Comparator.comparing(PluginInfo::type)
                        .thenComparing(PluginInfo::className)
                        .thenComparing(PluginInfo::version))
                .toList();
    }

    private static PluginInfo info(PluginView view, Plugin plugin, PluginType type) {
        return new PluginInfo(
                plugin.className(),
                type,
                plugin.version(),
                view.aliases(plugin, type),
                plugin.bundle(),
                plugin.bundleId(),
                plugin.leases());
    }

    @Override
    public CompletionStage<List<ConfigKey>> config(String name, @Nullable String version) {
        PluginView view = plugins.view();
        Resolution resolution = view.resolve(Arrays.asList(PluginType.values()), name, version);
        if (resolution instanceof Resolution.Missing missing) {
            boolean known = view.resolve(Arrays.asList(PluginType.values()), name, null) instanceof Resolution.Found;
            return CompletableFuture.failedFuture(
                    known
                            ? ErrorCode.BAD_REQUEST.of(missing.reason())
                            : ErrorCode.PLUGIN_NOT_FOUND.of("Unknown plugin " + name + "."));
        }
        Plugin plugin = ((Resolution.Found) resolution).plugin();
        if (plugin.types().stream().noneMatch(SHOWN::contains)) {
            return CompletableFuture.failedFuture(ErrorCode.BAD_REQUEST.of("Invalid plugin class " + plugin.className()
                    + ". Valid types are sink, source, converter, header_converter, transformation, predicate."));
        }
        return background.call("asking " + plugin.className() + " for its keys", PATIENCE, () -> keys.config(plugin));
    }
}
