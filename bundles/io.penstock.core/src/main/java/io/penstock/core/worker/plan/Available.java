package io.penstock.core.worker.plan;

import io.penstock.core.plugin.Plugin;
import java.util.Map;

/**
 * What a connector's configuration asks for and whether the catalog has it.
 *
 * @param connector the connector's own plugin
 * @param tasks everything that its tasks need, the connector's plugin included
 */
public record Available(Part connector, Part tasks) {

    /** One of the two. */
    public sealed interface Part {

        /**
         * All of it is there.
         *
         * @param plugins by role: {@code connector}, {@code converter.key}, {@code transform.<alias>} ...
         */
        record There(Map<String, Plugin> plugins) implements Part {}

        /**
         * Something is not.
         *
         * @param reason names it and says how it comes to be there
         */
        record Missing(String reason) implements Part {}
    }
}
