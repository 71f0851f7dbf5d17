package io.penstock.core.config.validate;

import io.penstock.api.ErrorCode;
import io.penstock.core.config.connector.PluginNeeds;
import io.penstock.core.config.key.ConnectorKeys;
import io.penstock.core.config.key.PluginVersionRule;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Resolution;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds out why a connector's plugin could not be found. */
final class ConnectorLookup {

    private ConnectorLookup() {}

    /**
     * The newest version of the connector's plugin, when just the version that is asked for is not there.
     *
     * @throws io.penstock.api.WorkerException BAD_REQUEST when the version cannot be read, the alias is ambiguous, or no
     *     plugin has the name
     */
    static Plugin otherVersion(Map<String, String> config, PluginView view, String reason) {
        String name = String.valueOf(config.get(ConnectorKeys.CONNECTOR_CLASS)).trim();
        String version = config.get(ConnectorKeys.CONNECTOR_VERSION);
        String problem = version == null ? null : PluginVersionRule.problem(version);
        if (problem != null) {
            throw ErrorCode.BAD_REQUEST.of("Invalid value " + version + " for configuration "
                    + ConnectorKeys.CONNECTOR_VERSION + ": " + problem);
        }
        if (view.resolve(PluginNeeds.CONNECTORS, name, null) instanceof Resolution.Found found) {
            return found.plugin();
        }
        List<Plugin> connectors = view.all().stream()
                .filter(plugin -> plugin.types().stream().anyMatch(PluginNeeds.CONNECTORS::contains))
                .toList();
        List<Plugin> meant =
                connectors.stream().filter(plugin -> mayMean(name, plugin)).toList();
        if (meant.stream().map(Plugin::className).distinct().count() > 1) {
            throw ErrorCode.BAD_REQUEST.of("More than one connector matches alias " + name + ": " + describe(meant)
                    + ". Write the full class name in " + ConnectorKeys.CONNECTOR_CLASS);
        }
        throw ErrorCode.BAD_REQUEST.of(
                connectors.isEmpty()
                        ? "Failed to find any class that implements Connector and which name matches " + name
                                + ", available connectors are: (none). " + reason
                        : "Failed to find any class that implements Connector and which name matches " + name
                                + ", available connectors are: " + describe(connectors));
    }

    private static boolean mayMean(String name, Plugin plugin) {
        String className = plugin.className();
        String simple = className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
        return simple.equals(name) || simple.equals(name + "Connector");
    }

    private static String describe(List<Plugin> plugins) {
        return plugins.stream()
                .map(plugin -> plugin.className() + " (version " + plugin.version() + ", "
                        + plugin.types().stream().map(Object::toString).sorted().collect(Collectors.joining("/"))
                        + ", bundle " + plugin.bundle() + ")")
                .collect(Collectors.joining(", "));
    }
}
