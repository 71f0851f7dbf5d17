package io.penstock.rest.fake;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.penstock.api.ErrorCode;
import io.penstock.api.config.ConfigKey;
import io.penstock.api.plugin.PluginCatalog;
import io.penstock.api.plugin.PluginInfo;
import io.penstock.api.plugin.PluginType;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Some of the plugins that the recorded worker had, by type in the order that the contract promises. */
public final class FakeCatalog implements PluginCatalog {

    private static final String FILE = "org.apache.kafka.connect.file.FileStream";

    private static final List<PluginInfo> PLUGINS = Stream.of(
                    Stream.of(plugin(PluginType.SOURCE, FILE + "SourceConnector")),
                    Stream.of(plugin(PluginType.SINK, FILE + "SinkConnector")),
                    Stream.of(plugin(PluginType.CONVERTER, "org.apache.kafka.connect.json.JsonConverter")),
                    Stream.of(plugin(PluginType.HEADER_CONVERTER, "org.apache.kafka.connect.json.JsonConverter")),
                    Stream.of(
                                    "Cast$Key",
                                    "Cast$Value",
                                    "DropHeaders",
                                    "ExtractField$Key",
                                    "ExtractField$Value",
                                    "Filter",
                                    "Flatten$Key")
                            .map(name ->
                                    plugin(PluginType.TRANSFORMATION, "org.apache.kafka.connect.transforms." + name)),
                    Stream.of(new PluginInfo(
                            "example.Unversioned", PluginType.PREDICATE, "undefined", List.of(), "example/1", 9, 0)),
                    Stream.of(plugin(
                            PluginType.CONFIGPROVIDER, "org.apache.kafka.common.config.provider.FileConfigProvider")))
            .flatMap(plugins -> plugins)
            .toList();

    @Override
    public List<PluginInfo> plugins() {
        return PLUGINS;
    }

    @Override
    public CompletionStage<List<ConfigKey>> config(String name, @Nullable String version) {
        if (name.endsWith("FileConfigProvider")) {
            return failedFuture(ErrorCode.BAD_REQUEST.of("Invalid plugin class " + name
                    + ". Valid types are sink, source, converter, header_converter, transformation, predicate."));
        }
        if (!name.equals("FileStreamSource")) {
            return failedFuture(ErrorCode.PLUGIN_NOT_FOUND.of("Unknown plugin " + name + "."));
        }
        if (version != null && !version.equals("latest") && !version.startsWith("[")) {
            return failedFuture(
                    ErrorCode.BAD_REQUEST.of("Plugin " + FILE + "SourceConnector not found that matches the version"
                            + " range [" + version + "," + version + "], available versions: [4.3.1]"));
        }
        return completedFuture(List.of(
                key(
                        "file",
                        "STRING",
                        false,
                        null,
                        "HIGH",
                        "Source filename. If not specified, the standard input will" + " be used"),
                key("topic", "STRING", true, null, "HIGH", "The topic to publish data to"),
                key(
                        "batch.size",
                        "INT",
                        false,
                        "2000",
                        "LOW",
                        "The maximum number of records the source task can read"
                                + " from the file each time it is polled"),
                key("name", "STRING", true, null, "HIGH", "Globally unique name to use for this connector.")));
    }

    private static ConfigKey key(
            String name, String type, boolean required, @Nullable String value, String importance, String text) {
        return new ConfigKey(name, type, required, value, importance, text, null, -1, "NONE", name, List.of());
    }

    private static PluginInfo plugin(PluginType type, String name) {
        return new PluginInfo(name, type, "4.3.1", List.of(), "example/1.0.0", 7, 0);
    }
}
