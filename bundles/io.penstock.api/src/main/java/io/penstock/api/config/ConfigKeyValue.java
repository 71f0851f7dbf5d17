package io.penstock.api.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key's value in a validation (Apache: {@code ConfigValueInfo}).
 *
 * @param name the key
 * @param value the value as text, or null
 * @param recommendedValues what the plugin recommends, as text
 * @param errors what is wrong with it
 * @param visible whether it applies under the other values
 */
public record ConfigKeyValue(
        String name, @Nullable String value, List<String> recommendedValues, List<String> errors, boolean visible) {}
