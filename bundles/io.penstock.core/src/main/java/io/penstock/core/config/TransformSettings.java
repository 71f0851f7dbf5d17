package io.penstock.core.config;

import org.jspecify.annotations.Nullable;

/**
 * One link of the transform chain.
 *
 * @param plugin the transform
 * @param predicate alias of the predicate that guards it, or null
 * @param negate whether it applies where the predicate does not hold
 */
public record TransformSettings(
        PluginSettings plugin, @Nullable String predicate, boolean negate) {}
