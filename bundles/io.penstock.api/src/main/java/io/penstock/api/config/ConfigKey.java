package io.penstock.api.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The definition of one configuration key (Apache: {@code ConfigKeyInfo}); the record's order is the JSON's order.
 *
 * @param name the key
 * @param type STRING, INT, LIST, CLASS, PASSWORD ...
 * @param required whether it has no default
 * @param defaultValue the default as text; null when required or when the default is null
 * @param importance HIGH, MEDIUM or LOW
 * @param documentation what it does
 * @param group the group it is shown in, or null
 * @param orderInGroup place in the group, or -1
 * @param width NONE, SHORT, MEDIUM or LONG
 * @param displayName the name to show
 * @param dependents keys whose validity depends on this one's value
 */
public record ConfigKey(
        String name,
        String type,
        boolean required,
        @Nullable String defaultValue,
        String importance,
        String documentation,
        @Nullable String group,
        int orderInGroup,
        String width,
        String displayName,
        List<String> dependents) {}
