package io.penstock.core.plugin;

import io.penstock.api.WorkerException;
import io.penstock.api.plugin.PluginType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An immutable index of plugins by role and name. */
public final class PluginIndex implements PluginView {

    private static final Comparator<Plugin> BY_NAME_NEWEST_FIRST = Comparator.comparing(Plugin::className)
            .thenComparing(Plugin::version, PluginVersions.ORDER.reversed())
            .thenComparing(Plugin::bundleId, Comparator.reverseOrder());

    private final List<Plugin> all;
    private final Set<Plugin> registered;

    /** Class names and aliases per role, each with the classes that it may mean, newest version first. */
    private final Map<PluginType, Map<String, List<Plugin>>> names = new EnumMap<>(PluginType.class);

    /** Indexes plugins. */
    public PluginIndex(Collection<? extends Plugin> plugins) {
        all = plugins.stream().sorted(BY_NAME_NEWEST_FIRST).collect(Collectors.<Plugin>toUnmodifiableList());
        registered = Set.copyOf(all);
        for (Plugin plugin : all) {
            for (PluginType type : plugin.types()) {
                Map<String, List<Plugin>> index = names.computeIfAbsent(type, t -> new HashMap<>());
                add(index, plugin.className(), plugin);
                for (String alias : PluginNames.aliases(plugin.className(), type)) {
                    add(index, alias, plugin);
                }
            }
        }
    }

    private static void add(Map<String, List<Plugin>> index, String name, Plugin plugin) {
        List<Plugin> meant = index.computeIfAbsent(name, n -> new ArrayList<>());
        if (!meant.contains(plugin)) {
            meant.add(plugin);
        }
    }

    @Override
    public List<Plugin> all() {
        return all;
    }

    @Override
    public boolean offers(Plugin plugin) {
        return registered.contains(plugin);
    }

    @Override
    public Resolution resolve(Collection<PluginType> types, String name, @Nullable String version) {
        List<Plugin> meant = types.stream()
                .flatMap(type -> names.getOrDefault(type, Map.of()).getOrDefault(name, List.of()).stream())
                .distinct()
                .toList();
        List<Plugin> exact =
                meant.stream().filter(p -> p.className().equals(name)).toList();
        List<Plugin> candidates = exact.isEmpty() ? meant : exact;
        if (candidates.isEmpty()) {
            return new Resolution.Missing(nothingNamed(types, name));
        }
        Set<String> classes = candidates.stream().map(Plugin::className).collect(Collectors.toCollection(TreeSet::new));
        if (classes.size() > 1) {
            return new Resolution.Missing("'" + name + "' is ambiguous: it may mean " + String.join(" or ", classes)
                    + ". Write the full class name.");
        }
        Predicate<String> admitted;
        try {
            admitted = PluginVersions.admitted(version);
        } catch (WorkerException e) {
            return new Resolution.Missing(e.getMessage());
        }
        for (Plugin plugin : candidates) {
            if (admitted.test(plugin.version())) {
                return new Resolution.Found(plugin);
            }
        }
        return new Resolution.Missing("Plugin " + classes.iterator().next()
                + " not found that matches the version range "
                + PluginVersions.describe(version == null ? "" : version) + ", available versions: "
                + candidates.stream().map(Plugin::version).toList());
    }

    private String nothingNamed(Collection<PluginType> types, String name) {
        String roles = types.stream().map(PluginType::toString).sorted().collect(Collectors.joining(" or "));
        String available = all.stream()
                .filter(p -> p.types().stream().anyMatch(types::contains))
                .map(Plugin::className)
                .distinct()
                .collect(Collectors.joining(", "));
        return "No " + roles + " plugin is named '" + name + "'. Deploy the bundle that has it, or use one of: "
                + (available.isEmpty() ? "(none is deployed)" : available);
    }
}
