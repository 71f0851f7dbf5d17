package io.penstock.core.worker.compose;

import io.penstock.api.config.ConfigKey;
import io.penstock.api.plugin.PluginCatalog;
import io.penstock.api.plugin.PluginInfo;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.config.validate.PluginKeys;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.worker.loop.Background;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The catalog as the other bundles see it. Thread-safe. */
final class CatalogService implements PluginCatalog {

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
        return background.call("asking " + name + " for its keys", PATIENCE, () -> keys.config(name, version));
    }
}
