package io.penstock.core.config.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.core.config.ClasspathPlugins;
import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.variables.TestProvider;
import io.penstock.core.config.variables.Variables;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {

    private static final Map<String, String> LEAST =
            Map.of("bootstrap.servers", "b1:9092", "key.converter", "JsonConverter", "value.converter", "x.Value");

    private final ClasspathPlugins plugins = new ClasspathPlugins().add(TestProvider.class, "1.0.0");

    @Test
    void defaults() {
        WorkerConfig config = parse(Map.of());

        assertThat(config.bootstrapServers()).isEqualTo("b1:9092");
        assertThat(config.keyConverter()).isEqualTo(new PluginSettings("key", "JsonConverter", null, Map.of()));
        assertThat(config.valueConverter()).isEqualTo(new PluginSettings("value", "x.Value", null, Map.of()));
        assertThat(config.headerConverter().className())
                .isEqualTo("org.apache.kafka.connect.storage.SimpleHeaderConverter");
        assertThat(config.taskShutdownTimeoutMs()).isEqualTo(5000);
        assertThat(config.offsetFlushIntervalMs()).isEqualTo(60000);
        assertThat(config.offsetFlushTimeoutMs()).isEqualTo(5000);
        assertThat(config.pluginPath()).isEmpty();
        assertThat(config.overridePolicy()).isEqualTo("All");
        assertThat(config.topicCreationEnabled()).isTrue();
        assertThat(config.topicTrackingEnabled()).isTrue();
        assertThat(config.topicTrackingResetAllowed()).isTrue();
        assertThat(config.metricsSampleWindowMs()).isEqualTo(30000);
        assertThat(config.metricsNumSamples()).isEqualTo(2);
        assertThat(config.metricsRecordingLevel()).isEqualTo("INFO");
        assertThat(config.metricReporters()).containsExactly("org.apache.kafka.common.metrics.JmxReporter");
        assertThat(config.listeners()).containsExactly("http://:8083");
        assertThat(config.restSettings()).containsOnly(Map.entry("listeners", "http://:8083"));
        assertThat(config.groupId()).isEmpty();
        assertThat(config.distributed()).isFalse();
        assertThat(config.offsetStorageFile()).isEmpty();
        assertThat(config.home()).isEmpty();
        assertThat(config.dataDir()).isEqualTo(Path.of("data"));
        assertThat(config.deployDir()).isEqualTo(Path.of("deploy"));
        assertThat(config.connectorFiles()).isEmpty();
        assertThat(config.unknownKeys()).isEmpty();
    }

    @Test
    void everyKeyOfTheRuntime() {
        WorkerConfig config = parse(everyKey());

        assertThat(config.bootstrapServers()).isEqualTo("b1:1,b2:2");
        assertThat(config.keyConverter())
                .isEqualTo(new PluginSettings(
                        "key", "k.K", "[1,2)", Map.of("plugin.version", "[1,2)", "schemas.enable", "false")));
        assertThat(config.valueConverter().version()).isEqualTo("1.0");
        assertThat(config.headerConverter())
                .isEqualTo(new PluginSettings("header", "h.H", "latest", Map.of("plugin.version", "latest", "x", "y")));
        assertThat(config.taskShutdownTimeoutMs()).isEqualTo(1);
        assertThat(config.offsetFlushIntervalMs()).isEqualTo(2);
        assertThat(config.offsetFlushTimeoutMs()).isEqualTo(3);
        assertThat(config.pluginPath()).containsExactly("/a", "/b");
        assertThat(config.metricsSampleWindowMs()).isEqualTo(4);
        assertThat(config.metricsNumSamples()).isEqualTo(5);
        assertThat(config.metricsRecordingLevel()).isEqualTo("DEBUG");
        assertThat(config.metricReporters()).isEmpty();
        assertThat(config.overridePolicy()).isEqualTo("None");
        assertThat(config.topicCreationEnabled()).isFalse();
        assertThat(config.topicTrackingEnabled()).isFalse();
        assertThat(config.topicTrackingResetAllowed()).isFalse();
    }

    @Test
    void everyKeyOfRestAndPlaces() {
        WorkerConfig config = parse(everyKey());

        assertThat(config.listeners()).containsExactly("http://h:1", "https://h:2");
        assertThat(config.groupId()).contains("g");
        assertThat(config.distributed()).isTrue();
        assertThat(config.offsetStorageFile()).contains(Path.of("/o"));
        assertThat(config.home()).contains(Path.of("/home"));
        assertThat(config.dataDir()).isEqualTo(Path.of("/data"));
        assertThat(config.deployDir()).isEqualTo(Path.of("/deploy"));
        assertThat(config.connectorFiles()).containsExactly(Path.of("/a b,c.properties"), Path.of("/d.json"));
        assertThat(config.restSettings())
                .containsEntry("listeners", "http://h:1,https://h:2")
                .containsEntry("ssl.keystore.password", "hush")
                .containsEntry("listeners.https.ssl.keystore.type", "PEM")
                .containsEntry("admin.listeners", "")
                .containsEntry("rest.extension.classes", "x.Y")
                .containsKeys("group.id", "key.converter");
        Map<String, String> plain = everyKey();
        plain.remove("rest.extension.classes");
        assertThat(parse(plain).restSettings())
                .containsEntry("ssl.keystore.password", "hush")
                .doesNotContainKeys("group.id", "penstock.home", "key.converter");
        assertThat(config.unknownKeys()).isEmpty();
        assertThat(config).asString().doesNotContain("hush").contains("ssl.keystore.password");
    }

    private static Map<String, String> everyKey() {
        Map<String, String> file = new HashMap<>();
        file.put("bootstrap.servers", "b1:1, b2:2");
        file.put("client.dns.lookup", "resolve_canonical_bootstrap_servers_only");
        file.put("key.converter", "k.K");
        file.put("key.converter.plugin.version", "[1,2)");
        file.put("key.converter.schemas.enable", "false");
        file.put("value.converter", "v.V");
        file.put("value.converter.plugin.version", "1.0");
        file.put("header.converter", "h.H");
        file.put("header.converter.plugin.version", "latest");
        file.put("header.converter.x", "y");
        file.put("task.shutdown.graceful.timeout.ms", "1");
        file.put("offset.flush.interval.ms", "2");
        file.put("offset.flush.timeout.ms", "3");
        file.put("plugin.path", "/a,/b");
        file.put("plugin.discovery", "SERVICE_load");
        file.put("metrics.sample.window.ms", "4");
        file.put("metrics.num.samples", "5");
        file.put("metrics.recording.level", "DEBUG");
        file.put("metric.reporters", "");
        file.put("config.providers", "");
        file.put("connector.client.config.override.policy", "None");
        file.put("connector.client.config.override.allowlist", "acks");
        file.put("topic.creation.enable", "false");
        file.put("topic.tracking.enable", "false");
        file.put("topic.tracking.allow.reset", "false");
        file.put("listeners", "http://h:1,https://h:2");
        file.put("rest.advertised.host.name", "h");
        file.put("rest.advertised.port", "8");
        file.put("rest.advertised.listener", "https");
        file.put("access.control.allow.origin", "*");
        file.put("access.control.allow.methods", "GET");
        file.put("response.http.headers.config", "add A: b, \"set Cache-Control: no-cache, no-store\"");
        file.put("ssl.client.auth", "required");
        file.put("ssl.keystore.password", "hush");
        file.put("listeners.https.ssl.keystore.type", "PEM");
        file.put("rest.extension.classes", "x.Y");
        file.put("admin.listeners", "");
        file.put("group.id", "g");
        file.put("offset.storage.file.filename", "/o");
        file.put("penstock.home", "/home");
        file.put("penstock.data.dir", "/data");
        file.put("penstock.deploy.dir", "/deploy");
        file.put("penstock.connector.files", "/a b,c.properties\n\n  /d.json \n");
        return file;
    }

    @Test
    void allProblemsAreToldAtOnceWithKeyValueAndWayOut() {
        Variables variables = new Variables(Map.of(), plugins);

        assertThatThrownBy(() -> WorkerConfig.parse(
                        Map.of(
                                "value.converter", "v",
                                "offset.flush.interval.ms", "soon",
                                "metrics.num.samples", "0",
                                "listeners", "8083",
                                "response.http.headers.config", "put A: b"),
                        variables))
                .isInstanceOfSatisfying(
                        WorkerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("Missing required configuration \"bootstrap.servers\" which has no default value."
                        + " Add it to the worker file, for example bootstrap.servers=localhost:9092")
                .hasMessageContaining("\"key.converter\"")
                .hasMessageContaining("Invalid value soon for configuration offset.flush.interval.ms")
                .hasMessageContaining("Correct offset.flush.interval.ms in the worker file")
                .hasMessageContaining("Invalid value 0 for configuration metrics.num.samples: Value must be at least 1")
                .hasMessageContaining("Invalid value 8083 for configuration listeners")
                .hasMessageContaining("http://host:port")
                .hasMessageContaining("set, add, setDate, addDate");
    }

    @Test
    void variablesAreResolvedButNotInThePluginPath() {
        WorkerConfig config = parse(Map.of(
                "config.providers", "v",
                "config.providers.v.class", "TestProvider",
                "config.providers.v.param.p/interval", "1234",
                "config.providers.v.param.p/dir", "/resolved",
                "offset.flush.interval.ms", "${v:p:interval}",
                "plugin.path", "${v:p:dir}"));

        assertThat(config.offsetFlushIntervalMs()).isEqualTo(1234);
        assertThat(config.pluginPath()).containsExactly("${v:p:dir}");
        assertThat(config.originals().keySet()).noneMatch(key -> key.startsWith("config.providers"));
    }

    @Test
    void errorsShowTheVariableNotItsValue() {
        assertThatThrownBy(() -> parse(Map.of(
                        "config.providers", "v",
                        "config.providers.v.class", "TestProvider",
                        "config.providers.v.param.p/x", "s3cret",
                        "offset.flush.interval.ms", "${v:p:x}")))
                .hasMessageContaining("Invalid value ${v:p:x} for configuration offset.flush.interval.ms")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void unknownKeysAreFoundWithWhatWasPerhapsMeant() {
        WorkerConfig config = parse(Map.of(
                "offset.flush.intervall.ms", "1",
                "something.else", "1",
                "producer.acks", "1",
                "admin.x", "1",
                "listeners.https.ssl.x", "1",
                "metrics.context.label", "1",
                "security.protocol", "SSL",
                "sasl.mechanism", "PLAIN",
                "config.storage.topic", "c",
                "rebalance.timeout.ms", "1"));

        assertThat(config.unknownKeys())
                .isEqualTo(Map.of(
                        "offset.flush.intervall.ms",
                        Optional.of("offset.flush.interval.ms"),
                        "something.else",
                        Optional.empty()));
    }

    @Test
    void keysBehindAPrefix() {
        WorkerConfig config = parse(Map.of("producer.acks", "1", "producer.", "x"));

        assertThat(config.originalsWithPrefix("producer.")).containsOnly(Map.entry("acks", "1"));
    }

    @Test
    void dataIsKeptUnderTheHomeDirectory() {
        assertThat(parse(Map.of("penstock.home", "/home")).dataDir()).isEqualTo(Path.of("/home/data"));
    }

    @Test
    void headerRulesAreChecked() {
        for (String bad : List.of("add", "add X", "add a b: c", "add X:", "drop X: y")) {
            assertThatThrownBy(() -> parse(Map.of("response.http.headers.config", bad)))
                    .as(bad)
                    .hasMessageContaining("response.http.headers.config");
        }
    }

    private WorkerConfig parse(Map<String, String> more) {
        Map<String, String> file = new HashMap<>(LEAST);
        file.putAll(more);
        return WorkerConfig.parse(file, new Variables(file, plugins));
    }
}
