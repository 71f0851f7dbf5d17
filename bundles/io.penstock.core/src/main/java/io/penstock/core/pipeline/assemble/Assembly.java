package io.penstock.core.pipeline.assemble;

import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.TransformSettings;
import io.penstock.core.metrics.TaskMetrics;
import io.penstock.core.metrics.TaskPluginMetrics;
import io.penstock.core.pipeline.Part;
import io.penstock.core.pipeline.convert.Converters;
import io.penstock.core.pipeline.convert.SinkConversion;
import io.penstock.core.pipeline.convert.SourceConversion;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.pipeline.transform.TransformChain;
import io.penstock.core.pipeline.transform.TransformLink;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.plugin.Plugins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a task's record path out of settings and plugins: leases every plugin, configures it, gives it its metrics
 * (KIP-877), and closes it all. Belongs to one task's thread.
 */
public final class Assembly implements AutoCloseable {

    private final ConnectorSettings settings;
    private final PartLeases parts;
    private final TaskMetrics metrics;
    private final TaskPluginMetrics pluginMetrics;
    private final Map<String, Part<?>> predicates = new HashMap<>();

    /**
     * Begins an assembly; whoever made it closes it.
     *
     * @param used the chosen plugins by role and alias, see {@code TaskSpec}
     */
    public Assembly(
            ConnectorSettings settings,
            Map<String, Plugin> used,
            Plugins plugins,
            TaskMetrics metrics,
            TaskPluginMetrics pluginMetrics) {
        this.settings = settings;
        this.parts = new PartLeases(plugins, used);
        this.metrics = metrics;
        this.pluginMetrics = pluginMetrics;
    }

    /** Makes the connector's converters. */
    public Converters converters() {
        return new Converters(
                converter("key", settings.keyConverter()),
                converter("value", settings.valueConverter()),
                headerConverter(settings.headerConverter()));
    }

    /** Makes the record path of a source. */
    public SourcePipeline source(Converters converters, Guard guard) {
        return new SourcePipeline(chain(), new SourceConversion(converters), guard);
    }

    /** Makes the record path of a sink. */
    public SinkPipeline sink(Converters converters, Guard guard) {
        return new SinkPipeline(new SinkConversion(converters), chain(), guard);
    }

    /** Closes every plugin instance in reverse order and gives it back. */
    @Override
    public void close() {
        parts.close();
    }

    private Part<Converter> converter(String role, PluginSettings plugin) {
        Map<String, Object> config = new HashMap<>(plugin.config());
        config.put(ConverterConfig.TYPE_CONFIG, role);
        Part<Converter> part = parts.take(
                "converter." + role,
                plugin,
                Converter.class,
                c -> c.configure(config, role.equals("key")),
                Converter::close);
        show(role, part);
        return part;
    }

    private Part<HeaderConverter> headerConverter(PluginSettings plugin) {
        Map<String, Object> config = new HashMap<>(plugin.config());
        config.put(ConverterConfig.TYPE_CONFIG, "header");
        Part<HeaderConverter> part = parts.take(
                "converter.header", plugin, HeaderConverter.class, c -> c.configure(config), HeaderConverter::close);
        show("header", part);
        return part;
    }

    private void show(String role, Part<?> part) {
        monitor(part, "converter", role);
        metrics.converter(
                role, part.className(), parts.plugin("converter." + role).version());
    }

    private <R extends ConnectRecord<R>> TransformChain<R> chain() {
        List<TransformLink<R>> links = new ArrayList<>();
        for (TransformSettings transform : settings.transforms()) {
            links.add(link(transform));
        }
        return new TransformChain<>(links);
    }

    @SuppressWarnings("unchecked") // a transform or predicate takes any kind of record, by the contract of Connect
    private <R extends ConnectRecord<R>> TransformLink<R> link(TransformSettings transform) {
        String alias = transform.plugin().alias();
        String role = "transform." + alias;
        Part<?> part = parts.take(
                role,
                transform.plugin(),
                Transformation.class,
                t -> t.configure(new HashMap<>(transform.plugin().config())),
                t -> t.close());
        monitor(part, "transformation", alias);
        metrics.transform(alias, part.className(), parts.plugin(role).version());
        String predicate = transform.predicate();
        Part<Predicate<R>> guard = predicate == null ? null : (Part<Predicate<R>>) predicate(predicate, alias);
        return new TransformLink<>((Part<Transformation<R>>) part, guard, transform.negate());
    }

    /** A predicate that several transforms name is one instance. */
    private Part<?> predicate(String alias, String transform) {
        @Nullable Part<?> known = predicates.get(alias);
        if (known != null) {
            return known;
        }
        PluginSettings plugin = settings.predicates().get(alias);
        if (plugin == null) {
            throw new ConnectException("transforms." + transform + ".predicate names '" + alias
                    + "', but predicates lists only " + settings.predicates().keySet());
        }
        String role = "predicate." + alias;
        Part<?> part = parts.take(
                role, plugin, Predicate.class, p -> p.configure(new HashMap<>(plugin.config())), p -> p.close());
        monitor(part, "predicate", alias);
        metrics.predicate(alias, part.className(), parts.plugin(role).version());
        predicates.put(alias, part);
        return part;
    }

    private void monitor(Part<?> part, String tag, String alias) {
        if (part.instance() instanceof Monitorable monitorable) {
            PluginMetrics own = pluginMetrics.part(tag, alias);
            try (PluginScope scope = PluginScope.enter(part.loader())) {
                monitorable.withPluginMetrics(own);
            }
        }
    }
}
