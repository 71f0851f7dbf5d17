package io.penstock.api.plugin;

import java.util.List;

/**
 * One plugin class in one version and one role. A class that is both a converter and a header converter is listed twice.
 *
 * @param className the class name that users write in a configuration
 * @param type its role
 * @param version its version, {@code undefined} when it has none
 * @param aliases the short names that resolve to it, without ambiguous ones
 * @param bundle symbolic name and version of the bundle it lives in: {@code io.penstock.json/0.1.0}
 * @param bundleId the bundle's id in the framework
 * @param leases how many instances of it are in use
 */
public record PluginInfo(
        String className,
        PluginType type,
        String version,
        List<String> aliases,
        String bundle,
        long bundleId,
        int leases) {}
