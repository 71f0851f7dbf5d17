package io.penstock.api.plugin;

import io.penstock.api.config.ConfigKey;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The plugins that bundles offer at this moment; registered as a service. */
public interface PluginCatalog {

    /** All plugins, by type in the order of {@link PluginType}, then by class name, then by version. Never blocks. */
    List<PluginInfo> plugins();

    /**
     * The configuration keys of a plugin, those of the framework behind its own for connectors (KIP-769). Runs the
     * plugin's code on a thread of the worker's. Fails with PLUGIN_NOT_FOUND, BAD_REQUEST.
     *
     * @param name class name or alias
     * @param version Maven version or range, null or {@code latest} for the newest
     */
    CompletionStage<List<ConfigKey>> config(String name, @Nullable String version);
}
