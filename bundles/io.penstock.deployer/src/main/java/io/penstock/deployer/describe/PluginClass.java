package io.penstock.deployer.describe;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A plugin class that an archive lists.
 *
 * @param name the class's binary name, for a nested class with {@code $}
 * @param interfaces what it is listed under, at least one
 * @param version the version of the archive that lists it first, when it has one
 * @param archive the archive that lists it first
 */
public record PluginClass(String name, Set<PluginInterface> interfaces, Optional<String> version, Path archive) {

    /** Refuses a class without an interface: there would be no service to register. */
    public PluginClass {
        if (interfaces.isEmpty()) {
            throw new IllegalArgumentException(name + " is listed under no plugin interface");
        }
        interfaces = Set.copyOf(interfaces);
    }

    /** The same class, listed under one more interface. */
    PluginClass alsoListedUnder(PluginInterface type) {
        EnumSet<PluginInterface> all = EnumSet.copyOf(interfaces);
        all.add(type);
        return new PluginClass(name, all, version, archive);
    }
}
