package io.penstock.core.pipeline.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.ConnectorType;
import io.penstock.api.TaskId;
import io.penstock.core.config.ErrorSettings;
import io.penstock.core.config.FloodLimits;
import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.TestSettings;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.metrics.TaskMetrics;
import io.penstock.core.metrics.TaskPluginMetrics;
import io.penstock.core.pipeline.Batch;
import io.penstock.core.pipeline.ConsumedRecord;
import io.penstock.core.pipeline.Outcome.Dropped;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Outcome.Passed;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.plugin.TestPlugins;
import io.penstock.core.task.Roles;
import io.penstock.core.task.TestClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Filter;
import org.apache.kafka.connect.transforms.InsertHeader;
import org.apache.kafka.connect.transforms.RegexRouter;
import org.apache.kafka.connect.transforms.predicates.TopicNameMatches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssemblyTest {

    private static final TaskId ID = new TaskId("orders", 0);

    private final TestSettings settings = new TestSettings(ConnectorType.SOURCE);
    private final TestPlugins plugins = new TestPlugins();
    private final TestClock clock = new TestClock();
    private final ConnectMetrics registry = ConnectMetrics.open(Map.of("metric.reporters", ""), "w", Map.of());
    private final TaskMetrics metrics = new TaskMetrics(registry, ID, clock);
    private final TaskPluginMetrics pluginMetrics = new TaskPluginMetrics(registry, ID);

    @BeforeEach
    void forget() {
        Spies.LOG.clear();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void transformsInOrderWherePredicatesHold() {
        settings.predicates.put("isA", predicate("isA", "a.*"));
        settings.predicates.put("isB", predicate("isB", "b.*"));
        settings.transform("route", RegexRouter.class, Map.of("regex", "c", "replacement", "a-was-c"), null, false);
        settings.transform("mark", InsertHeader.class, Map.of("header", "h", "value.literal", "1"), "isA", false);
        settings.transform("drop", Filter.class, Map.of(), "isB", true);

        try (Assembly assembly = assembly()) {
            var batch = assembly.source(assembly.converters(), guard(false))
                    .process(List.of(source("a"), source("b"), source("c")), 0);

            assertThat(batch.outcome(0)).isInstanceOf(Dropped.class);
            assertThat(batch.outcome(1)).isInstanceOf(Passed.class);
            assertThat(batch.outcome(2)).isInstanceOf(Dropped.class);
            assertThat(batch.record(1).headers()).isEmpty();
            assertThat(batch.record(2).topic()).isEqualTo("a-was-c");
            assertThat(batch.record(2).headers().lastWithName("h").value()).isEqualTo((byte) 1);
        }
        assertThat(plugins.view().all()).allMatch(p -> p.leases() == 0);
    }

    @Test
    void configuresPluginsAsApacheDoesAndClosesThemInReverseOrder() {
        settings.keyConverter = TestSettings.plugin("key", Spies.SpyConverter.class.getName(), Map.of("id", "k"));
        settings.valueConverter = TestSettings.plugin("value", Spies.SpyConverter.class.getName(), Map.of("id", "v"));
        settings.headerConverter = TestSettings.plugin("header", Spies.SpyHeaders.class.getName(), Map.of("id", "h"));
        settings.predicates.put("p", TestSettings.plugin("p", Spies.SpyPredicate.class.getName(), Map.of("id", "p")));
        settings.transform("one", Spies.SpyTransform.class, Map.of("id", "t1"), "p", false);
        settings.transform("two", Spies.SpyTransform.class, Map.of("id", "t2"), "p", false);

        try (Assembly assembly = assembly()) {
            assembly.source(assembly.converters(), guard(false));
            assertThat(pluginMetrics())
                    .containsExactlyInAnyOrder(
                            "spied {connector=orders, task=0, converter=key}",
                            "spied {connector=orders, task=0, converter=value}",
                            "spied {connector=orders, task=0, converter=header}",
                            "spied {connector=orders, task=0, predicate=p}",
                            "spied {connector=orders, task=0, transformation=one}",
                            "spied {connector=orders, task=0, transformation=two}");
        }
        pluginMetrics.close();

        assertThat(Spies.LOG)
                .containsExactly(
                        "configure k key=true type=key",
                        "configure v key=false type=value",
                        "configure h type=header",
                        "configure t1",
                        "configure p",
                        "configure t2",
                        "close t2",
                        "close p",
                        "close t1",
                        "close h",
                        "close v",
                        "close k");
        assertThat(pluginMetrics()).isEmpty();
    }

    @Test
    void aPluginThatFailsToCloseHindersNoOther() {
        settings.valueConverter =
                TestSettings.plugin("value", Spies.SpyConverter.class.getName(), Map.of("id", "v", "fail", "close"));
        settings.keyConverter = TestSettings.plugin("key", Spies.SpyConverter.class.getName(), Map.of("id", "k"));

        try (Assembly assembly = assembly()) {
            assembly.converters();
        }

        assertThat(Spies.LOG).endsWith("close v", "close k");
        assertThat(plugins.view().all()).allMatch(p -> p.leases() == 0);
    }

    @Test
    void aPredicateThatIsNotThereIsNamed() {
        settings.transform("one", Filter.class, Map.of(), "absent", false);

        try (Assembly assembly = assembly()) {
            var converters = assembly.converters();
            assertThatThrownBy(() -> assembly.source(converters, guard(false)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("transforms.one.predicate")
                    .hasMessageContaining("'absent'");
        }
    }

    @Test
    void pluginCodeRunsUnderItsOwnLoaderOncePerStage() {
        settings.transform("one", Spies.SpyTransform.class, Map.of("id", "t1"), null, false);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader other = new ClassLoader(before) {};
        thread.setContextClassLoader(other);
        try (Assembly assembly = assembly()) {
            assembly.source(assembly.converters(), guard(false)).process(List.of(source("a"), source("b")), 0);
            assertThat(Spies.loader).isSameAs(Spies.class.getClassLoader());
            assertThat(thread.getContextClassLoader()).isSameAs(other);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void theEarliestFailureEndsTheBatchWhateverItsStage() {
        settings.valueConverter = TestSettings.plugin("value", Spies.SpyConverter.class.getName(), Map.of("id", "v"));
        settings.transform("one", Spies.SpyTransform.class, Map.of("id", "t1"), null, false);

        try (Assembly assembly = assembly()) {
            var batch = assembly.source(assembly.converters(), guard(false))
                    .process(List.of(source("a"), source("convert-fails"), source("b"), source("transform-fails")), 0);

            assertThat(batch.end()).isEqualTo(1);
            assertThat(batch.lastFailure().stage()).isEqualTo(Stage.VALUE_CONVERTER);
            assertThat(batch.outcome(0)).isInstanceOf(Passed.class);
        }
    }

    @Test
    void toleratedFailuresLeaveTheOthersAlone() {
        settings.valueConverter = TestSettings.plugin("value", Spies.SpyConverter.class.getName(), Map.of("id", "v"));
        settings.transform("one", Spies.SpyTransform.class, Map.of("id", "t1"), null, false);

        try (Assembly assembly = assembly()) {
            SourcePipeline pipeline = assembly.source(assembly.converters(), guard(true));
            var batch = pipeline.process(
                    List.of(source("a"), source("convert-fails"), source("b"), source("transform-fails")), 0);

            assertThat(batch.end()).isEqualTo(4);
            assertThat(kinds(batch)).containsExactly("Passed", "Failed", "Passed", "Failed");
            assertThat(((Failed<SourceRecord>) batch.outcome(3)).executing())
                    .isEqualTo(Spies.SpyTransform.class.getName());
            assertThat(new String(pipeline.ready(2).value())).isEqualTo("b");
        }
    }

    @Test
    void aConverterMayAddHeadersAndTheyStayWithTheirRecord() {
        settings.keyConverter = TestSettings.plugin("key", Spies.SpyConverter.class.getName(), Map.of("id", "k"));

        try (Assembly assembly = assembly()) {
            SourcePipeline pipeline = assembly.source(assembly.converters(), guard(false));
            pipeline.process(List.of(source("a"), source("header"), source("b"), source("header")), 0);

            assertThat(pipeline.ready(0).headers()).isEmpty();
            assertThat(pipeline.ready(1).headers()).hasSize(1);
            assertThat(pipeline.ready(2).headers()).isEmpty();
            assertThat(pipeline.ready(3).headers()).hasSize(1);
        }
    }

    @Test
    void worksThroughLongListsInChunks() {
        List<SourceRecord> records = new ArrayList<>();
        for (int i = 0; i < 2 * SourcePipeline.CHUNK + 5; i++) {
            records.add(source("t" + i));
        }
        try (Assembly assembly = assembly()) {
            SourcePipeline pipeline = assembly.source(assembly.converters(), guard(false));

            assertThat(pipeline.process(records, 0).size()).isEqualTo(SourcePipeline.CHUNK);
            assertThat(pipeline.process(records, SourcePipeline.CHUNK).size()).isEqualTo(SourcePipeline.CHUNK);
            var last = pipeline.process(records, 2 * SourcePipeline.CHUNK);
            assertThat(last.size()).isEqualTo(5);
            assertThat(last.input(4).topic()).isEqualTo("t2004");
            assertThat(pipeline.ready(4).topic()).isEqualTo("t2004");
        }
    }

    @Test
    void sinkRecordsKeepWhereTheyCameFrom() {
        settings.valueConverter =
                TestSettings.plugin("value", JsonConverter.class.getName(), Map.of("schemas.enable", "false"));
        settings.transform("route", RegexRouter.class, Map.of("regex", ".*", "replacement", "renamed"), null, false);
        settings.transform("fresh", Spies.FreshSinkRecord.class, Map.of(), null, false);

        try (Assembly assembly = assembly()) {
            var batch = assembly.sink(assembly.converters(), guard(false))
                    .process(List.of(consumed("{\"a\":1}", -1), consumed("2", 1234)));

            SinkRecord first = batch.record(0);
            assertThat(first).isInstanceOf(ConsumedRecord.class);
            assertThat(first.topic()).isEqualTo("renamed");
            assertThat(first.originalTopic()).isEqualTo("in");
            assertThat(first.originalKafkaPartition()).isEqualTo(1);
            assertThat(first.originalKafkaOffset()).isEqualTo(9);
            assertThat(first.value()).isEqualTo(Map.of("a", 1L));
            assertThat(first.key()).isEqualTo("k");
            assertThat(first.timestamp()).isNull();
            assertThat(first.headers().lastWithName("h").value()).isEqualTo((byte) 5);
            assertThat(batch.record(1).timestamp()).isEqualTo(1234);
            assertThat(((ConsumedRecord) first).consumed()).isSameAs(batch.input(0));
        }
    }

    @Test
    void aSinkConverterThatAnswersNullFailsTheRecord() {
        settings.valueConverter = TestSettings.plugin("value", Spies.SpyConverter.class.getName(), Map.of("id", "v"));

        try (Assembly assembly = assembly()) {
            var batch = assembly.sink(assembly.converters(), guard(true)).process(List.of(consumed("null", 1)));

            assertThat(((Failed<SinkRecord>) batch.outcome(0)).error()).hasMessageContaining("answered null");
        }
    }

    private Assembly assembly() {
        return new Assembly(settings, Roles.of(settings, plugins), plugins, metrics, pluginMetrics);
    }

    private Guard guard(boolean tolerateAll) {
        return new Guard(
                new ErrorSettings(0, 60_000, tolerateAll, false, false, FloodLimits.NONE, 0),
                new ErrorMetrics(registry, ID, clock),
                clock,
                ms -> false);
    }

    private List<String> pluginMetrics() {
        return registry.metrics().metrics().keySet().stream()
                .filter(name -> name.group().equals("plugins"))
                .map((MetricName name) -> name.name() + " " + name.tags())
                .collect(Collectors.toList());
    }

    private static List<String> kinds(Batch<SourceRecord, SourceRecord> batch) {
        List<String> kinds = new ArrayList<>();
        for (int i = 0; i < batch.end(); i++) {
            kinds.add(batch.outcome(i).getClass().getSimpleName());
        }
        return kinds;
    }

    private static PluginSettings predicate(String alias, String pattern) {
        return TestSettings.plugin(alias, TopicNameMatches.class.getName(), Map.of("pattern", pattern));
    }

    private static SourceRecord source(String topic) {
        return new SourceRecord(
                Map.of(), Map.of(), topic, null, Schema.STRING_SCHEMA, topic, Schema.STRING_SCHEMA, topic);
    }

    private static ConsumerRecord<byte[], byte[]> consumed(String value, long timestamp) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        var headers = new RecordHeaders().add("h", "5".getBytes(StandardCharsets.UTF_8));
        return new ConsumerRecord<>(
                "in",
                1,
                9,
                timestamp,
                TimestampType.CREATE_TIME,
                1,
                bytes.length,
                "k".getBytes(StandardCharsets.UTF_8),
                bytes,
                headers,
                Optional.empty());
    }
}
