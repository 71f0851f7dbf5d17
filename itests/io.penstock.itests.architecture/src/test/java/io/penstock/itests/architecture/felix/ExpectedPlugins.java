package io.penstock.itests.architecture.felix;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The plugins of Apache Kafka 4.3 that our bundles register, written down by hand: the generator is under test. */
final class ExpectedPlugins {

    private static final String TRANSFORMS = "org.apache.kafka.connect.transforms.";
    private static final String STORAGE = "org.apache.kafka.connect.storage.";
    private static final String PROVIDERS = "org.apache.kafka.common.config.provider.";
    private static final String FILE = "org.apache.kafka.connect.file.";

    private static final Map<String, Expected> ALL = collect();

    /** Where a plugin comes from and what it is registered under. */
    record Expected(String bundle, List<String> interfaces) {}

    private ExpectedPlugins() {}

    static Set<String> all() {
        return ALL.keySet();
    }

    static Expected of(String plugin) {
        return ALL.get(plugin);
    }

    private static Map<String, Expected> collect() {
        Map<String, Expected> all = new TreeMap<>();
        Expected transform = new Expected("io.penstock.transforms", List.of(TRANSFORMS + "Transformation"));
        for (String name : List.of("DropHeaders", "Filter", "InsertHeader", "RegexRouter", "TimestampRouter")) {
            all.put(TRANSFORMS + name, transform);
        }
        all.put(TRANSFORMS + "ValueToKey", transform);
        for (String name : List.of(
                "Cast",
                "ExtractField",
                "Flatten",
                "HeaderFrom",
                "HoistField",
                "InsertField",
                "MaskField",
                "ReplaceField",
                "SetSchemaMetadata",
                "TimestampConverter")) {
            all.put(TRANSFORMS + name + "$Key", transform);
            all.put(TRANSFORMS + name + "$Value", transform);
        }
        Expected predicate = new Expected("io.penstock.transforms", List.of(TRANSFORMS + "predicates.Predicate"));
        for (String name : List.of("HasHeaderKey", "RecordIsTombstone", "TopicNameMatches")) {
            all.put(TRANSFORMS + "predicates." + name, predicate);
        }
        Expected provider = new Expected("io.penstock.kafka", List.of(PROVIDERS + "ConfigProvider"));
        for (String name : List.of("File", "Directory", "EnvVar")) {
            all.put(PROVIDERS + name + "ConfigProvider", provider);
        }
        List<String> both = List.of(STORAGE + "Converter", STORAGE + "HeaderConverter");
        all.put(STORAGE + "StringConverter", new Expected("io.penstock.kafka", both));
        all.put(
                STORAGE + "SimpleHeaderConverter",
                new Expected("io.penstock.kafka", List.of(STORAGE + "HeaderConverter")));
        all.put(
                FILE + "FileStreamSourceConnector",
                new Expected("io.penstock.connect.file", List.of("org.apache.kafka.connect.source.SourceConnector")));
        all.put(
                FILE + "FileStreamSinkConnector",
                new Expected("io.penstock.connect.file", List.of("org.apache.kafka.connect.sink.SinkConnector")));
        return all;
    }
}
