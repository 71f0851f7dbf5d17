package io.penstock.core.plugin;

import io.penstock.api.plugin.PluginType;
import java.util.LinkedHashSet;
import java.util.Set;

/** The short names of plugin classes (Apache: {@code PluginUtils}). */
final class PluginNames {

    private PluginNames() {}

    /** Simple name, and simple name without the suffix of the role; without empty ones. */
    static Set<String> aliases(String className, PluginType type) {
        String simple = className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
        Set<String> names = new LinkedHashSet<>();
        String suffix = suffix(type);
        if (simple.endsWith(suffix) && simple.length() > suffix.length()) {
            names.add(simple.substring(0, simple.length() - suffix.length()));
        }
        names.add(simple);
        return names;
    }

    private static String suffix(PluginType type) {
        if (type == PluginType.SOURCE || type == PluginType.SINK) {
            return "Connector";
        }
        String service = type.serviceInterface();
        return service.substring(service.lastIndexOf('.') + 1);
    }
}
