package io.penstock.core.config.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.config.ClasspathPlugins;
import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.plugin.Plugin;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.file.FileStreamSinkConnector;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.apache.kafka.connect.transforms.HoistField;
import org.apache.kafka.connect.transforms.RegexRouter;
import org.apache.kafka.connect.transforms.predicates.TopicNameMatches;
import org.junit.jupiter.api.Test;

class PluginNeedsTest {

    private static final String JSON = JsonConverter.class.getName();
    private static final String STRING = StringConverter.class.getName();

    private final ClasspathPlugins plugins = new ClasspathPlugins()
            .add(FileStreamSinkConnector.class.getName(), FileStreamSinkConnector.class, "1.0", 7)
            .add(STRING, StringConverter.class, "1.0", 7)
            .add(STRING, StringConverter.class, "2.0", 8)
            .add(RegexRouter.class.getName(), RegexRouter.class, "1.0", 7)
            .add(RegexRouter.class.getName(), RegexRouter.class, "2.0", 8)
            .add(JsonConverter.class, "1.0")
            .add(SimpleHeaderConverter.class, "1.0")
            .add(TopicNameMatches.class, "1.0")
            .add(HoistField.Value.class, "1.0");

    private final WorkerConfig worker = worker(STRING);

    private static WorkerConfig worker(String valueConverter) {
        return WorkerConfig.parse(
                Map.of("bootstrap.servers", "b:1", "key.converter", JSON, "value.converter", valueConverter),
                new Variables(Map.of(), new ClasspathPlugins()));
    }

    @Test
    void allRolesAreNamed() {
        PluginNeeds.Met met = met(Map.of(
                "transforms", "r,h",
                "transforms.r.type", "RegexRouter",
                "transforms.h.type", "org.apache.kafka.connect.transforms.HoistField$Value",
                "predicates", "p",
                "predicates.p.type", "TopicNameMatches"));

        assertThat(met.plugins().keySet())
                .containsExactlyInAnyOrder(
                        "connector",
                        "converter.key",
                        "converter.value",
                        "converter.header",
                        "transform.r",
                        "transform.h",
                        "predicate.p");
        assertThat(met.connector().className()).isEqualTo(FileStreamSinkConnector.class.getName());
        assertThat(met.used()).doesNotContainKey("connector").hasSize(6);
        assertThat(plugins.leases()).isZero();
    }

    @Test
    void ownConvertersAndTransformsComeFromTheConnectorsBundle() {
        PluginNeeds.Met met = met(
                Map.of("value.converter", "StringConverter", "transforms", "r", "transforms.r.type", "RegexRouter"));

        assertThat(version(met, "converter.value")).isEqualTo("1.0");
        assertThat(version(met, "transform.r")).isEqualTo("1.0");
    }

    @Test
    void aVersionOrTheWorkersChoiceGoesBeforeTheConnectorsBundle() {
        PluginNeeds.Met met = met(Map.of(
                "key.converter", STRING,
                "key.converter.plugin.version", "[2,)",
                "transforms", "r",
                "transforms.r.type", "RegexRouter",
                "transforms.r.plugin.version", "2.0"));

        assertThat(version(met, "converter.key")).isEqualTo("2.0");
        assertThat(version(met, "converter.value")).as("the worker's").isEqualTo("2.0");
        assertThat(version(met, "transform.r")).isEqualTo("2.0");
    }

    @Test
    void everythingThatIsMissingIsToldWithItsReason() {
        PluginNeeds needs = resolve(
                Map.of(
                        "connector.class", "FileStreamSink",
                        "connector.plugin.version", "9.9",
                        "transforms", "t",
                        "transforms.t.type", "no.Such"),
                worker("gone.Converter"));

        assertThat(needs).isInstanceOfSatisfying(PluginNeeds.Missing.class, missing -> {
            assertThat(missing.reasons().keySet()).containsExactly("connector", "converter.value", "transform.t");
            assertThat(missing.describe())
                    .contains("connector: ")
                    .contains("available versions: [1.0]")
                    .contains("gone.Converter")
                    .contains("transform.t: No transformation plugin is named 'no.Such'");
        });
    }

    @Test
    void aConfigurationWithoutClassLacksItsConnector() {
        assertThat(resolve(Map.of("connector.class", " "), worker))
                .isInstanceOfSatisfying(PluginNeeds.Missing.class, missing -> assertThat(missing.reasons())
                        .containsKey("connector"));
    }

    private static String version(PluginNeeds.Met met, String role) {
        Plugin plugin = met.plugins().get(role);
        assertThat(plugin).as(role).isNotNull();
        return plugin.version();
    }

    private PluginNeeds.Met met(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(more);
        config.put("connector.class", "FileStreamSinkConnector");
        PluginNeeds needs = resolve(config, worker);
        assertThat(needs).isInstanceOf(PluginNeeds.Met.class);
        return (PluginNeeds.Met) needs;
    }

    private PluginNeeds resolve(Map<String, String> config, WorkerConfig file) {
        return PluginNeeds.resolve(config, file, plugins.view());
    }
}
