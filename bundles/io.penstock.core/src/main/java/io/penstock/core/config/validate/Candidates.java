package io.penstock.core.config.validate;

import io.penstock.api.plugin.PluginType;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Resolution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.jspecify.annotations.Nullable;

/** Recommends plugins and their versions (Apache: {@code PluginsRecommenders}). */
final class Candidates {

    private final PluginView view;

    Candidates(PluginView view) {
        this.view = view;
    }

    /** Recommends the class names of a role. */
    Recommender classes(PluginType type) {
        return new Fixed(view.all().stream()
                .filter(plugin -> plugin.types().contains(type))
                .map(Plugin::className)
                .distinct()
                .toList());
    }

    /** Recommends the versions of the class that another key names; seen only when there is such a class. */
    Recommender versions(Collection<PluginType> types, String classKey, boolean alwaysSeen) {
        return new Recommender() {

            @Override
            public List<Object> validValues(String name, Map<String, Object> parsed) {
                return versions(types, parsed.get(classKey));
            }

            @Override
            public boolean visible(String name, Map<String, Object> parsed) {
                return alwaysSeen || !versions(types, parsed.get(classKey)).isEmpty();
            }
        };
    }

    /** Recommends nothing; seen only when another key has a value. */
    static Recommender none(String classKey) {
        return new Recommender() {

            @Override
            public List<Object> validValues(String name, Map<String, Object> parsed) {
                return new ArrayList<>();
            }

            @Override
            public boolean visible(String name, Map<String, Object> parsed) {
                return parsed.get(classKey) != null;
            }
        };
    }

    /** The versions of a class, oldest first. */
    List<Object> versions(Collection<PluginType> types, @Nullable Object name) {
        if (name == null || !(view.resolve(types, String.valueOf(name), null) instanceof Resolution.Found found)) {
            return List.of();
        }
        String className = found.plugin().className();
        List<Object> versions = new ArrayList<>(view.all().stream()
                .filter(plugin -> plugin.className().equals(className)
                        && plugin.types().stream().anyMatch(types::contains))
                .map(Plugin::version)
                .distinct()
                .toList());
        Collections.reverse(versions);
        return versions;
    }

    private record Fixed(List<String> names) implements Recommender {

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            return new ArrayList<>(names);
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return true;
        }
    }
}
