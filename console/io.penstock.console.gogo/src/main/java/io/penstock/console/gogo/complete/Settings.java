package io.penstock.console.gogo.complete;

import io.penstock.api.config.ConfigKey;
import io.penstock.api.plugin.PluginType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;

/** Keys and values of a connector's configuration. */
final class Settings {

    private static final String CLASS_KEY = "connector.class";
    private static final Pattern TRANSFORM = Pattern.compile("transforms\\.[^.]+\\.type");
    private static final Pattern PREDICATE = Pattern.compile("predicates\\.[^.]+\\.type");

    /** What nearly every configuration has; offered as long as the class is not known. */
    private static final List<String> COMMON = List.of(
            CLASS_KEY,
            "errors.tolerance",
            "header.converter",
            "key.converter",
            "predicates",
            "tasks.max",
            "topics",
            "topics.regex",
            "transforms",
            "value.converter");

    private final Values values;

    Settings(Values values) {
        this.values = values;
    }

    /**
     * What {@code key=value} or {@code key-} may become.
     *
     * @param present the configuration that is there already
     * @param typed settings on the line before the word
     * @param word the beginning of the word
     * @param removable whether keys that are present may be removed
     */
    List<Candidate> complete(Map<String, String> present, List<String> typed, String word, boolean removable) {
        Map<String, String> config = new TreeMap<>(present);
        typed.forEach(setting -> {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                config.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        });
        int equals = word.indexOf('=');
        return equals > 0
                ? values(word.substring(0, equals), config)
                : keys(config, typed, removable ? present.keySet() : Set.of());
    }

    private List<Candidate> keys(Map<String, String> config, List<String> typed, Set<String> removable) {
        Map<String, String> offered = new TreeMap<>();
        COMMON.forEach(key -> offered.put(key, ""));
        config.keySet().forEach(key -> offered.put(key, ""));
        known(config).forEach(key -> offered.put(key.name(), key.displayName()));
        offered.keySet().removeIf(key -> key.equals("name") || typed.stream().anyMatch(t -> t.startsWith(key + "=")));
        List<Candidate> candidates = new ArrayList<>();
        offered.forEach((key, description) -> candidates.add(Candidates.beginning(key + "=", description)));
        removable.stream()
                .filter(key -> !key.equals("name"))
                .forEach(key -> candidates.add(Candidates.word(key + "-", "remove")));
        return candidates;
    }

    private List<ConfigKey> known(Map<String, String> config) {
        String connectorClass = config.get(CLASS_KEY);
        return connectorClass == null ? List.of() : values.keys(connectorClass);
    }

    private List<Candidate> values(String key, Map<String, String> config) {
        String prefix = key + "=";
        Set<PluginType> types = types(key);
        if (!types.isEmpty()) {
            return values.plugins(types, prefix);
        }
        if (key.equals("errors.tolerance")) {
            return List.of(Candidates.value(prefix, "none", null), Candidates.value(prefix, "all", null));
        }
        boolean yesOrNo = known(config).stream()
                .anyMatch(known -> known.name().equals(key)
                        && known.type().toUpperCase(Locale.ROOT).equals("BOOLEAN"));
        return yesOrNo
                ? List.of(Candidates.value(prefix, "true", null), Candidates.value(prefix, "false", null))
                : List.of();
    }

    private static Set<PluginType> types(String key) {
        return switch (key) {
            case CLASS_KEY -> EnumSet.of(PluginType.SOURCE, PluginType.SINK);
            case "key.converter", "value.converter" -> EnumSet.of(PluginType.CONVERTER);
            case "header.converter" -> EnumSet.of(PluginType.HEADER_CONVERTER);
            default ->
                TRANSFORM.matcher(key).matches()
                        ? EnumSet.of(PluginType.TRANSFORMATION)
                        : PREDICATE.matcher(key).matches()
                                ? EnumSet.of(PluginType.PREDICATE)
                                : EnumSet.noneOf(PluginType.class);
        };
    }
}
