package io.penstock.deployer.describe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the {@code META-INF/services} listings of some archives say.
 *
 * @param plugins the plugin classes, each once, in the order they were met
 * @param problems what could not be used; the plugins are valid all the same
 */
public record PluginScan(List<PluginClass> plugins, List<Problem> problems) {

    /** Copies the lists. */
    public PluginScan {
        plugins = List.copyOf(plugins);
        problems = List.copyOf(problems);
    }

    /**
     * Reads the listings of archives that share one class path: a class may be listed in one of them and lie in another,
     * and when several list the same class the first one counts, as it does for a class loader.
     *
     * @param archives jars or directories laid out like jars
     * @throws IOException when an archive cannot be read; the message names it
     */
    public static PluginScan of(List<Path> archives) throws IOException {
        List<PluginArchive> open = new ArrayList<>();
        try {
            for (Path archive : archives) {
                open.add(PluginArchive.open(archive));
            }
            return read(open);
        } finally {
            for (PluginArchive archive : open) {
                archive.close();
            }
        }
    }

    private static PluginScan read(List<PluginArchive> archives) throws IOException {
        Map<String, PluginClass> plugins = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (PluginArchive archive : archives) {
            Optional<String> version = archive.version();
            for (PluginInterface type : PluginInterface.values()) {
                ServicesFile listing = archive.services(type);
                problems.addAll(listing.problems());
                for (String name : listing.classNames()) {
                    if (archives.stream().anyMatch(any -> any.holdsClass(name))) {
                        PluginClass first = new PluginClass(name, Set.of(type), version, archive.location());
                        plugins.merge(name, first, (known, same) -> known.alsoListedUnder(type));
                    } else {
                        problems.add(new Problem(
                                archive.location() + "!/" + type.servicesEntry(),
                                "lists " + name + ", but there is no such class"));
                    }
                }
            }
        }
        return new PluginScan(new ArrayList<>(plugins.values()), problems);
    }
}
