package io.penstock.core.config.validate;

import io.penstock.api.WorkerException;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.connector.PluginNeeds;
import io.penstock.core.config.key.PluginVersionRule;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Resolution;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/** What asking a transform, predicate or converter for its keys has led to. */
sealed interface Probe {

    /** It answered; the definition is null when it said so. */
    record Answered(Plugin plugin, @Nullable ConfigDef keys) implements Probe {}

    /** It is not there, or failed. */
    record Refused(List<String> classErrors, List<String> versionErrors) implements Probe {}

    /**
     * Looks a plugin up, makes an instance and asks for its keys.
     *
     * @param key the key that names its class
     * @param near the plugin whose bundle is preferred
     */
    static Probe of(
            String key,
            PluginSettings settings,
            PluginType type,
            @Nullable Plugin near,
            PluginView view,
            Leases leases) {
        String name = settings.className();
        String version = settings.version();
        String badVersion = version == null ? null : PluginVersionRule.problem(version);
        if (badVersion != null) {
            return new Refused(List.of(badVersion), List.of(badVersion));
        }
        Resolution resolution = PluginNeeds.preferring(near, type, settings, view);
        if (resolution instanceof Resolution.Missing missing) {
            boolean otherVersion =
                    version != null && view.resolve(List.of(type), name, null) instanceof Resolution.Found;
            return otherVersion
                    ? new Refused(List.of(missing.reason()), List.of(missing.reason()))
                    : refused(key, name, "Class " + name + " could not be found. " + missing.reason());
        }
        Plugin plugin = ((Resolution.Found) resolution).plugin();
        try {
            return new Answered(plugin, ask(plugin, type, leases));
        } catch (WorkerException e) {
            return refused(key, name, e.getMessage());
        }
    }

    private static @Nullable ConfigDef ask(Plugin plugin, PluginType type, Leases leases) {
        return switch (type) {
            case CONVERTER -> {
                Converter converter = leases.instance(plugin, Converter.class);
                yield PluginCode.call(plugin, "config()", converter::config);
            }
            case HEADER_CONVERTER -> {
                HeaderConverter converter = leases.instance(plugin, HeaderConverter.class);
                yield PluginCode.call(plugin, "config()", converter::config);
            }
            case TRANSFORMATION -> {
                Transformation<?> transform = leases.instance(plugin, Transformation.class);
                yield PluginCode.call(plugin, "config()", transform::config);
            }
            case PREDICATE -> {
                Predicate<?> predicate = leases.instance(plugin, Predicate.class);
                yield PluginCode.call(plugin, "config()", predicate::config);
            }
            default -> throw new IllegalArgumentException("no keys of its own: " + type);
        };
    }

    private static Probe refused(String key, String name, String reason) {
        return new Refused(List.of(String.valueOf(new ConfigException(key, name, reason).getMessage())), List.of());
    }
}
