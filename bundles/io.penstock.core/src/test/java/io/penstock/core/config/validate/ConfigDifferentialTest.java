package io.penstock.core.config.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.config.ConfigKey;
import io.penstock.api.config.ConfigKeyValue;
import io.penstock.api.config.ConfigReport;
import io.penstock.core.config.ClasspathPlugins;
import io.penstock.core.config.key.ExtensionKeys;
import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.file.FileStreamSinkConnector;
import org.apache.kafka.connect.file.FileStreamSourceConnector;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates the same configurations with Apache's worker and with ours; what comes out has to be the same. */
class ConfigDifferentialTest {

    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final Map<String, String> WORKER =
            Map.of("bootstrap.servers", "localhost:9092", "key.converter", JSON, "value.converter", JSON);

    private static final Set<String> EXTENSIONS = new HashSet<>(ExtensionKeys.names(true));

    static {
        EXTENSIONS.addAll(ExtensionKeys.names(false));
    }

    private static ApacheWorker apache;
    private static ClasspathPlugins plugins;
    private static ConnectorValidator validator;

    @BeforeAll
    static void start() {
        apache = new ApacheWorker(WORKER);
        plugins = apache.plugins();
        Variables variables = new Variables(WORKER, plugins);
        validator = new ConnectorValidator(WorkerConfig.parse(WORKER, variables), variables, plugins);
    }

    @AfterAll
    static void stop() {
        apache.close();
        assertThat(plugins.leases()).isZero();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void reportsAreEqual(String config) throws Exception {
        Map<String, String> parsed = parse(config);

        ConfigReport theirs = apache.validate(parsed);
        ConfigReport ours = validator.validate(new HashMap<>(parsed));

        assertThat(ours.name()).isEqualTo(theirs.name());
        assertThat(ours.groups()).isEqualTo(theirs.groups());
        Set<String> known = names(theirs);
        assertThat(ours.configs().stream().map(entry -> entry.value().name()).filter(name -> !known.contains(name)))
                .allMatch(name -> EXTENSIONS.contains(name));
        ours = new ConfigReport(
                ours.name(),
                ours.errorCount(),
                ours.groups(),
                ours.configs().stream()
                        .filter(entry -> known.contains(entry.value().name()))
                        .toList());
        assertThat(entries(ours)).containsExactlyElementsOf(entries(theirs));
        assertThat(ours.errorCount()).isEqualTo(theirs.errorCount());
        for (int i = 0; i < ours.configs().size(); i++) {
            compareTexts(
                    ours.configs().get(i).value().errors(),
                    theirs.configs().get(i).value().errors());
        }
    }

    /** Texts that come from Kafka's clients library are known to users; ours may go on behind them. */
    private static void compareTexts(List<String> ours, List<String> theirs) {
        for (int i = 0; i < ours.size(); i++) {
            if (theirs.get(i).matches("(?s)(Invalid|Missing|Null) .*")) {
                assertThat(ours.get(i)).startsWith(theirs.get(i));
            }
        }
    }

    static Stream<String> configurations() {
        String source = "name=s;connector.class=FileStreamSource;topic=t;";
        String sink = "name=s;connector.class=FileStreamSink;topics=a,b;";
        String rich = "name=s;connector.class=io.penstock.core.config.validate.RichSource;";
        String chain = source + "transforms=x;transforms.x.type=";
        String richChain = chain + "io.penstock.core.config.validate.RichTransform;";
        return Stream.of(
                source,
                source + "tasks.max=0;file=/tmp/in;batch.size=many",
                "connector.class=FileStreamSource",
                "connector.class=org.apache.kafka.connect.file.FileStreamSourceConnector;name=",
                source + "connector.plugin.version=latest",
                source + "errors.tolerance=some;config.action.reload=never;errors.log.enable=maybe",
                source + "unknown=1;another=null",
                source + "tasks.max=null;topic=null;unknown=null",
                source + "exactly.once.support=REQUIRED;transaction.boundary=INTERVAL;"
                        + "transaction.boundary.interval.ms=-1",
                source + "topic.creation.groups=a,b,a;topic.creation.default.partitions=1;"
                        + "topic.creation.default.replication.factor=1",
                source + "topic.creation.groups=a;topic.creation.a.include=x.*;topic.creation.default.partitions=1;"
                        + "topic.creation.default.replication.factor=1;admin.override.retries=3",
                source
                        + "producer.override.linger.ms=10;producer.override.custom=x;consumer.override.max.poll.records=5",
                source + "key.converter=org.apache.kafka.connect.storage.StringConverter;key.converter.encoding=x",
                source + "value.converter=" + JSON + ";value.converter.schemas.enable=perhaps;" + "header.converter="
                        + JSON,
                source + "value.converter=" + JSON + ";value.converter.plugin.version=[1",
                source + "header.converter=org.apache.kafka.connect.storage.SimpleHeaderConverter",
                sink,
                sink + "topics.regex=x.*",
                "name=s;connector.class=FileStreamSink",
                "name=s;connector.class=FileStreamSink;topics.regex=[",
                sink + "errors.deadletterqueue.topic.name=b",
                sink + "errors.deadletterqueue.topic.name=dlq;producer.override.acks=1;admin.override.retries=1;"
                        + "consumer.override.max.poll.records=5",
                "name=s;connector.class=FileStreamSink;topics.regex=d.*;errors.deadletterqueue.topic.name=dlq",
                rich,
                rich + "url=;secret=hush;table=v;batch=13;ratio=x;wide=1;short=70000;fields=x,y;on=yes;helper=no.such",
                rich + "url=u;helper=java.util.LinkedList;tasks.max=3",
                chain,
                source + "transforms=x",
                source + "transforms=x,x;transforms.x.type=org.apache.kafka.connect.transforms.Filter",
                chain + "org.apache.kafka.connect.transforms.Filter;transforms.x.negate=true",
                chain + "org.apache.kafka.connect.transforms.InsertField$Value;transforms.x.predicate=p;"
                        + "transforms.x.static.field=f;predicates=p;"
                        + "predicates.p.type=org.apache.kafka.connect.transforms.predicates.TopicNameMatches;"
                        + "predicates.p.pattern=[",
                chain + "no.such.Transform;transforms.x.field=1",
                chain + "org.apache.kafka.connect.transforms.RegexRouter;transforms.x.regex=(;",
                chain + "org.apache.kafka.connect.transforms.Cast$Value;transforms.x.spec=a:int32,b:nonsense",
                source + "predicates=p",
                source + "predicates=p;predicates.p.type=org.apache.kafka.connect.transforms.predicates.HasHeaderKey",
                richChain,
                richChain + "transforms.x.must=1;transforms.x.mode=other;transforms.x.size=x",
                richChain + "transforms.x.must=1;transforms.x.helper=java.util.LinkedList");
    }

    @Test
    void otherVersionIsReportedWithTheKeysOfAllConnectors() throws Exception {
        Map<String, String> config =
                parse("name=q;connector.class=FileStreamSource;topic=t;connector.plugin.version=9.9");

        ConfigReport ours = validator.validate(new HashMap<>(config));

        assertThat(ours.errorCount()).isEqualTo(2);
        assertThat(ours.groups()).containsExactly("Common", "Transforms", "Predicates", "Error Handling");
        assertThat(value(ours, "connector.plugin.version").errors())
                .containsExactly("Plugin org.apache.kafka.connect.file.FileStreamSourceConnector not found that matches"
                        + " the version range [9.9,9.9], available versions: [4.3.1]");
        assertThat(value(ours, "connector.plugin.version").recommendedValues()).containsExactly("4.3.1");
        assertThat(value(ours, "connector.class").errors()).hasSize(1);
    }

    @Test
    void keysOfPluginsAreEqual() {
        PluginKeys keys = new PluginKeys(plugins);
        for (String plugin : List.of(
                FileStreamSourceConnector.class.getName(),
                FileStreamSinkConnector.class.getName(),
                RichSource.class.getName(),
                RichTransform.class.getName(),
                JSON,
                "org.apache.kafka.connect.storage.SimpleHeaderConverter",
                "org.apache.kafka.connect.transforms.predicates.TopicNameMatches")) {
            List<ConfigKey> ours = keys.config(plugin, null).stream()
                    .filter(key -> !EXTENSIONS.contains(key.name())
                            || apache.keys(plugin).stream()
                                    .anyMatch(k -> k.name().equals(key.name())))
                    .toList();
            assertThat(undocumented(ours)).as(plugin).containsExactlyElementsOf(undocumented(apache.keys(plugin)));
        }
    }

    @Test
    void documentationOfAPluginIsItsOwn() {
        assertThat(new PluginKeys(plugins).config("FileStreamSource", "4.3.1"))
                .filteredOn(key -> key.name().equals("topic"))
                .extracting(ConfigKey::documentation)
                .containsExactly("The topic to publish data to");
    }

    private static ConfigKeyValue value(ConfigReport report, String key) {
        return report.configs().stream()
                .map(ConfigReport.Entry::value)
                .filter(value -> value.name().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** A report's entries without documentation of the framework's keys, and with the number of errors for their text. */
    private static Set<String> names(ConfigReport report) {
        Set<String> names = new HashSet<>();
        report.configs().forEach(entry -> names.add(entry.value().name()));
        return names;
    }

    private static List<String> entries(ConfigReport report) {
        List<String> entries = new ArrayList<>();
        for (ConfigReport.Entry entry : report.configs()) {
            ConfigKeyValue value = entry.value();
            entries.add((entry.definition() == null ? null : undocumented(List.of(entry.definition()))) + " -> "
                    + value.name() + "=" + value.value() + " " + sorted(value) + " errors "
                    + value.errors().size() + (value.visible() ? "" : " hidden"));
        }
        return entries;
    }

    /** Apache's worker recommends plugins in an order that depends on their version; ours by name. */
    private static List<String> sorted(ConfigKeyValue value) {
        List<String> recommended = new ArrayList<>(value.recommendedValues());
        Collections.sort(recommended);
        return recommended;
    }

    private static List<ConfigKey> undocumented(List<ConfigKey> keys) {
        Set<String> framework = new HashSet<>(SourceConnectorConfig.configDef().names());
        framework.addAll(SinkConnectorConfig.configDef().names());
        return keys.stream()
                .map(key -> new ConfigKey(
                        key.name(),
                        key.type(),
                        key.required(),
                        key.defaultValue(),
                        key.importance(),
                        framework.contains(key.name()) || key.name().matches("(transforms|predicates)\\..*")
                                ? ""
                                : key.documentation(),
                        key.group(),
                        key.orderInGroup(),
                        key.width(),
                        key.displayName(),
                        key.dependents()))
                .toList();
    }

    private static Map<String, String> parse(String config) {
        Map<String, String> parsed = new HashMap<>();
        for (String pair : config.split(";")) {
            String[] parts = pair.split("=", 2);
            parsed.put(parts[0], parts[1].equals("null") ? null : parts[1]);
        }
        return parsed;
    }
}
