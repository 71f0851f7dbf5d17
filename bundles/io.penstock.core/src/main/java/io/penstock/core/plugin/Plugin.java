package io.penstock.core.plugin;

import io.penstock.api.plugin.PluginType;
import java.util.Set;

/**
 * One plugin class in one version, offered by one bundle. Immutable; two of them are equal when they are the same
 * registration, so a bundle that was updated offers other plugins than before.
 */
public interface Plugin {

    /** The class name that users write in a configuration; not always the class that is instantiated. */
    String className();

    /** The version as text, {@code undefined} when nobody says. */
    String version();

    /** The roles that it is registered for. */
    Set<PluginType> types();

    /** The class loader that its code runs under (I4). */
    ClassLoader loader();

    /** Symbolic name and version of its bundle, for people: {@code io.penstock.json/0.1.0}. */
    String bundle();

    /** The bundle's id in the framework. */
    long bundleId();

    /** How many leases are open. */
    int leases();
}
