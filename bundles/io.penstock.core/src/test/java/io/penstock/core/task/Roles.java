package io.penstock.core.task;

import io.penstock.core.config.TestSettings;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.TestPlugins;
import java.util.HashMap;
import java.util.Map;

/** Chooses the plugins of a record path by class name from the test's class path, as the control loop does. */
public final class Roles {

    private Roles() {}

    public static Map<String, Plugin> of(TestSettings settings, TestPlugins plugins) {
        Map<String, Plugin> used = new HashMap<>();
        used.put("converter.key", offer(plugins, settings.keyConverter.className()));
        used.put("converter.value", offer(plugins, settings.valueConverter.className()));
        used.put("converter.header", offer(plugins, settings.headerConverter.className()));
        settings.transforms.forEach(t -> used.put(
                "transform." + t.plugin().alias(), offer(plugins, t.plugin().className())));
        settings.predicates.forEach((alias, p) -> used.put("predicate." + alias, offer(plugins, p.className())));
        return used;
    }

    private static Plugin offer(TestPlugins plugins, String className) {
        try {
            return plugins.offer(Class.forName(className));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
