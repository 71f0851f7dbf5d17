package io.penstock.core.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that a configuration names, with what is to be handed to its {@code configure}.
 *
 * @param alias the name in the configuration: {@code key}, {@code value}, {@code header} for converters, else the alias
 * @param className class name or alias of the plugin
 * @param version Maven version or range, null for the newest
 * @param config its own keys, prefix removed
 */
public record PluginSettings(
        String alias, String className, @Nullable String version, Map<String, String> config) {}
