package io.penstock.core.plugin;

import io.penstock.api.plugin.PluginType;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An immutable view of the plugins that are available. */
public interface PluginView {

    /** All plugins, by class name, then newest version first. */
    List<Plugin> all();

    /** Whether this very registration is still there. */
    boolean offers(Plugin plugin);

    /** Whether all of them are still there. */
    default boolean offersAll(Collection<Plugin> plugins) {
        return plugins.stream().allMatch(this::offers);
    }

    /**
     * Resolves a class name or alias in one of several roles: full class name, simple name, simple name without the
     * role's suffix (Apache: {@code PluginUtils.computeAliases}). Without a version the newest wins.
     *
     * @param types the roles looked for; for {@code connector.class} SOURCE and SINK
     * @param version Maven version or range, null or {@code latest} for the newest
     */
    Resolution resolve(Collection<PluginType> types, String name, @Nullable String version);

    /** The unambiguous short names of a plugin in a role, shortest first. */
    default List<String> aliases(Plugin plugin, PluginType type) {
        return PluginNames.aliases(plugin.className(), type).stream()
                .filter(alias -> resolve(List.of(type), alias, null) instanceof Resolution.Found found
                        && found.plugin().className().equals(plugin.className()))
                .toList();
    }
}
