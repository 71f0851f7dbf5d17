package io.penstock.api.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a validation (Apache: {@code ConfigInfos}).
 *
 * @param name what was validated, as {@code connector.class} names it
 * @param errorCount number of errors
 * @param groups groups in the order of display
 * @param configs definition and value of each key
 */
public record ConfigReport(String name, int errorCount, List<String> groups, List<Entry> configs) {

    /**
     * One key.
     *
     * @param definition null for a key that nobody defined
     * @param value its value
     */
    public record Entry(@Nullable ConfigKey definition, ConfigKeyValue value) {}
}
