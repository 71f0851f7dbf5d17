package io.penstock.core.config.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.ConnectorType;
import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.core.config.ClasspathPlugins;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.config.ErrorSettings;
import io.penstock.core.config.FloodLimits;
import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.TopicCreationGroup;
import io.penstock.core.config.TransformSettings;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConnectorSettingsParserTest {

    private final Map<String, String> worker = new HashMap<>(Map.of(
            "bootstrap.servers", "b:1",
            "key.converter", "K",
            "key.converter.plugin.version", "2.0",
            "key.converter.x", "y",
            "value.converter", "V"));

    @Test
    void defaultsOfASource() {
        ConnectorSettings settings = source(Map.of());

        assertThat(settings.name()).isEqualTo("c");
        assertThat(settings.type()).isEqualTo(ConnectorType.SOURCE);
        assertThat(settings.connector().className()).isEqualTo("X");
        assertThat(settings.connector().version()).isNull();
        assertThat(settings.tasksMax()).isEqualTo(1);
        assertThat(settings.enforceTasksMax()).isTrue();
        assertThat(settings.keyConverter())
                .isEqualTo(new PluginSettings("key", "K", "2.0", Map.of("plugin.version", "2.0", "x", "y")));
        assertThat(settings.valueConverter()).isEqualTo(new PluginSettings("value", "V", null, Map.of()));
        assertThat(settings.headerConverter().className())
                .isEqualTo("org.apache.kafka.connect.storage.SimpleHeaderConverter");
        assertThat(settings.transforms()).isEmpty();
        assertThat(settings.predicates()).isEmpty();
        assertThat(settings.errors()).isEqualTo(new ErrorSettings(0, 60000, false, false, false, FloodLimits.NONE, 0));
        assertThat(settings.deadLetters()).isEmpty();
        assertThat(settings.topicCreation()).isEmpty();
        assertThat(settings.topics()).isEmpty();
        assertThat(settings.topicsRegex()).isEmpty();
        assertThat(settings.offsetFlushIntervalMs()).isEqualTo(60000);
        assertThat(settings.offsetFlushTimeoutMs()).isEqualTo(5000);
        assertThat(settings.clients().producer(2)).containsEntry("client.id", "connector-producer-c-2");
        assertThat(settings.originals()).containsOnly(Map.entry("name", "c"), Map.entry("connector.class", "X"));
    }

    @Test
    void everyKeyOfASource() {
        worker.put("offset.flush.interval.ms", "7");
        worker.put("offset.flush.timeout.ms", "8");
        Map<String, String> config = new HashMap<>();
        config.put("connector.plugin.version", "[1,2]");
        config.put("tasks.max", "4");
        config.put("tasks.max.enforce", "false");
        config.put("key.converter", "K2");
        config.put("key.converter.z", "1");
        config.put("value.converter.ignored", "because the class is the worker's");
        config.put("header.converter", "H2");
        config.put("header.converter.plugin.version", " 3.0 ");
        config.put("transforms", "a, b");
        config.put("transforms.a.type", "A");
        config.put("transforms.a.plugin.version", "1.1");
        config.put("transforms.a.predicate", "p");
        config.put("transforms.a.negate", "TRUE");
        config.put("transforms.a.field", "f");
        config.put("transforms.b.type", "B");
        config.put("transforms.c.type", "not listed");
        config.put("predicates", "p");
        config.put("predicates.p.type", "P");
        config.put("predicates.p.pattern", ".*");
        config.put("config.action.reload", "none");
        config.put("errors.retry.timeout", "-1");
        config.put("errors.retry.delay.max.ms", "5");
        config.put("errors.tolerance", "all");
        config.put("errors.log.enable", "true");
        config.put("errors.log.include.messages", "true");
        config.put("exactly.once.support", "required");
        config.put("transaction.boundary", "interval");
        config.put("transaction.boundary.interval.ms", "9");
        config.put("offsets.storage.topic", "o");
        config.put("producer.override.acks", "1");

        ConnectorSettings settings = source(config);

        assertThat(settings.connector().version()).isEqualTo("[1,2]");
        assertThat(settings.tasksMax()).isEqualTo(4);
        assertThat(settings.enforceTasksMax()).isFalse();
        assertThat(settings.keyConverter()).isEqualTo(new PluginSettings("key", "K2", null, Map.of("z", "1")));
        assertThat(settings.valueConverter()).isEqualTo(new PluginSettings("value", "V", null, Map.of()));
        assertThat(settings.headerConverter().version()).isEqualTo("3.0");
        assertThat(settings.transforms())
                .containsExactly(
                        new TransformSettings(
                                new PluginSettings(
                                        "a", "A", "1.1", Map.of("type", "A", "plugin.version", "1.1", "field", "f")),
                                "p",
                                true),
                        new TransformSettings(new PluginSettings("b", "B", null, Map.of("type", "B")), null, false));
        assertThat(settings.predicates())
                .isEqualTo(Map.of("p", new PluginSettings("p", "P", null, Map.of("type", "P", "pattern", ".*"))));
        assertThat(settings.errors()).isEqualTo(new ErrorSettings(-1, 5, true, true, true, FloodLimits.NONE, 0));
        assertThat(settings.offsetFlushIntervalMs()).isEqualTo(7);
        assertThat(settings.offsetFlushTimeoutMs()).isEqualTo(8);
        assertThat(settings.clients().producer(0)).containsEntry("acks", "1");
    }

    @Test
    void defaultsOfASink() {
        ConnectorSettings settings = sink(Map.of("topics", "a,b, a"));

        assertThat(settings.type()).isEqualTo(ConnectorType.SINK);
        assertThat(settings.topics()).containsExactly("a", "b");
        assertThat(settings.topicsRegex()).isEmpty();
        assertThat(settings.deadLetters()).isEmpty();
    }

    @Test
    void everyKeyOfASink() {
        ConnectorSettings settings = sink(Map.of(
                "topics.regex", "x.*",
                "errors.deadletterqueue.topic.name", "dlq",
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true",
                "topic.creation.groups", "of no meaning here"));

        assertThat(settings.topics()).isEmpty();
        assertThat(settings.topicsRegex()).contains("x.*");
        assertThat(settings.deadLetters()).contains(new DeadLetterSettings("dlq", (short) 1, true));
        assertThat(settings.topicCreation()).isEmpty();
    }

    @Test
    void topicCreationGroups() {
        Map<String, String> config = new HashMap<>();
        config.put("topic.creation.groups", "logs,default,keyed");
        config.put("topic.creation.default.partitions", "3");
        config.put("topic.creation.default.replication.factor", "-1");
        config.put("topic.creation.default.retention.ms", "1");
        config.put("topic.creation.default.exclude", "(ignored");
        config.put("topic.creation.logs.include", "log-.*,trace");
        config.put("topic.creation.logs.exclude", "log-secret");
        config.put("topic.creation.logs.partitions", "1");
        config.put("topic.creation.keyed.include", "k.*");
        config.put("topic.creation.keyed.replication.factor", "2");
        config.put("topic.creation.keyed.cleanup.policy", "compact");

        List<TopicCreationGroup> groups = source(config).topicCreation();

        assertThat(groups).extracting(TopicCreationGroup::name).containsExactly("logs", "keyed", "default");
        assertThat(groups.get(0).matches("log-a")).isTrue();
        assertThat(groups.get(0).matches("trace")).isTrue();
        assertThat(groups.get(0).matches("log-secret")).isFalse();
        assertThat(groups).extracting(TopicCreationGroup::partitions).containsExactly(1, 3, 3);
        assertThat(groups)
                .extracting(TopicCreationGroup::replicationFactor)
                .containsExactly((short) -1, (short) 2, (short) -1);
        assertThat(groups.get(1).topicConfig()).isEqualTo(Map.of("cleanup.policy", "compact"));
        assertThat(groups.get(2).topicConfig()).isEqualTo(Map.of("retention.ms", "1"));
        assertThat(groups.get(2).matches("anything")).isTrue();
        assertThat(groups.get(0).include()).extracting(Pattern::pattern).containsExactly("log-.*", "trace");
    }

    @Test
    void noGroupsWhenTheWorkerDoesNotCreateTopics() {
        worker.put("topic.creation.enable", "false");

        assertThat(source(Map.of("topic.creation.default.partitions", "3")).topicCreation())
                .isEmpty();
    }

    @Test
    void wrongValuesAreRefusedNamingTheKey() {
        assertInvalid(Map.of("tasks.max", "0"), "Invalid value 0 for configuration tasks.max");
        assertInvalid(Map.of("topic.creation.groups", "a"), "topic.creation.default.replication.factor");
        assertInvalid(Map.of("topic.creation.default.partitions", "0"), "topic.creation.default");
    }

    @Test
    void errorsAndTextsShowNoSecret() {
        ConnectorSettingsParser parser = new ConnectorSettingsParser(config(), "cluster");
        ResolvedConfig resolved = ResolvedConfig.between(
                Map.of("name", "c", "connector.class", "X", "tasks.max", "${v:n}"),
                Map.of("name", "c", "connector.class", "X", "tasks.max", "s3cret"));

        assertThatThrownBy(() -> parser.parse(resolved, ConnectorType.SOURCE))
                .isInstanceOfSatisfying(
                        WorkerException.class, e -> assertThat(e).hasNoCause().hasMessageNotContaining("s3cret"))
                .hasMessageContaining("${v:n}");
        assertThat(source(Map.of("password", "s3cret"))).asString().doesNotContain("s3cret");
    }

    private void assertInvalid(Map<String, String> config, String text) {
        assertThatThrownBy(() -> source(config))
                .isInstanceOfSatisfying(
                        WorkerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining(text);
    }

    private ConnectorSettings source(Map<String, String> more) {
        return parse(more, ConnectorType.SOURCE);
    }

    private ConnectorSettings sink(Map<String, String> more) {
        return parse(more, ConnectorType.SINK);
    }

    private ConnectorSettings parse(Map<String, String> more, ConnectorType type) {
        Map<String, String> config = new HashMap<>(more);
        config.put("name", "c");
        config.put("connector.class", "X");
        return new ConnectorSettingsParser(config(), "cluster").parse(config, type);
    }

    private WorkerConfig config() {
        return WorkerConfig.parse(worker, new Variables(Map.of(), new ClasspathPlugins()));
    }
}
