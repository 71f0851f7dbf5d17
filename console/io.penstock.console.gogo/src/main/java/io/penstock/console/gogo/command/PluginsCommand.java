package io.penstock.console.gogo.command;

import io.penstock.api.plugin.PluginInfo;
import io.penstock.api.plugin.PluginType;
import io.penstock.console.gogo.access.Invocation;
import io.penstock.console.gogo.text.Cell;
import io.penstock.console.gogo.text.Column;
import io.penstock.console.gogo.text.Column.Fit;
import io.penstock.console.gogo.text.Json;
import io.penstock.console.gogo.text.Table;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plugins}: what bundles offer at this moment. */
@Command(
        description = "List the plugins that bundles offer at this moment: connectors, or other types.",
        footer = {"", "USED is the number of instances in use, BUNDLE the bundle's name, version and id."})
public final class PluginsCommand extends ConnectCommand {

    @Option(names = "--type", paramLabel = "TYPE", description = "One of ${COMPLETION-CANDIDATES}.")
    private @Nullable PluginType type;

    @Option(names = "--all", description = "All types, not connectors only.")
    private boolean all;

    @Option(names = "--json", description = "Print them as a JSON array.")
    private boolean json;

    @Override
    public void run(Invocation invocation) {
        Set<PluginType> types = type != null
                ? EnumSet.of(type)
                : all ? EnumSet.allOf(PluginType.class) : EnumSet.of(PluginType.SOURCE, PluginType.SINK);
        List<PluginInfo> plugins = invocation.access().catalog().plugins().stream()
                .filter(plugin -> types.contains(plugin.type()))
                .toList();
        if (json) {
            Json.print(
                    invocation.output(),
                    plugins.stream().map(PluginsCommand::tree).toList());
        } else if (plugins.isEmpty()) {
            invocation
                    .output()
                    .line(
                            type != null || all
                                    ? "No bundle offers such a plugin."
                                    : "No bundle offers a connector. 'plugins --all' lists other types.");
        } else {
            table(plugins).print(invocation.output());
        }
    }

    private static Table table(List<PluginInfo> plugins) {
        Table table = new Table(
                new Column("CLASS", Fit.CUT_START),
                Column.of("TYPE"),
                new Column("VERSION", Fit.CUT),
                new Column("ALIASES", Fit.WRAP),
                Column.of("USED"),
                new Column("BUNDLE", Fit.CUT_START));
        for (PluginInfo plugin : plugins) {
            table.row(
                    Cell.of(plugin.className()),
                    Cell.of(plugin.type().toString()),
                    Cell.of(plugin.version()),
                    Cell.of(String.join(", ", plugin.aliases())),
                    Cell.of(Integer.toString(plugin.leases())),
                    Cell.of(plugin.bundle() + " [" + plugin.bundleId() + "]"));
        }
        return table;
    }

    private static Map<String, Object> tree(PluginInfo plugin) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("class", plugin.className());
        tree.put("type", plugin.type().toString());
        tree.put("version", plugin.version());
        tree.put("aliases", plugin.aliases());
        tree.put("bundle", plugin.bundle());
        tree.put("bundle_id", plugin.bundleId());
        tree.put("used", plugin.leases());
        return tree;
    }
}
