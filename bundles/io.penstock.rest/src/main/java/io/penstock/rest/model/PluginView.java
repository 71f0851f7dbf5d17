package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.plugin.PluginInfo;
import org.jspecify.annotations.Nullable;

/**
 * A plugin in the list of plugins.
 *
 * @param className the class that configurations name
 * @param type its role
 * @param version left out when it has none
 */
public record PluginView(
        @JsonProperty("class") String className,
        @JsonProperty("type") String type,

        @JsonProperty("version") @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable String version) {

    /** The wire form of a plugin. */
    public static PluginView of(PluginInfo plugin) {
        return new PluginView(plugin.className(), plugin.type().toString(), Versions.known(plugin.version()));
    }
}
