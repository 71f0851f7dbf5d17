package io.penstock.core.config.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.api.config.ConfigReport;
import io.penstock.core.config.ClasspathPlugins;
import io.penstock.core.config.connector.PluginNeeds;
import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.file.FileStreamSinkConnector;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.apache.kafka.connect.transforms.RegexRouter;
import org.apache.kafka.connect.transforms.predicates.TopicNameMatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code *.plugin.version} in all roles: what is validated, what is started, and what is told when it is not there. */
class PluginVersionsTest {

    private static final List<Class<?>> TYPES = List.of(
            FileStreamSinkConnector.class,
            StringConverter.class,
            SimpleHeaderConverter.class,
            RegexRouter.class,
            TopicNameMatches.class);

    private final ClasspathPlugins plugins = new ClasspathPlugins();
    private final Variables variables = new Variables(Map.of(), plugins);
    private final WorkerConfig worker = WorkerConfig.parse(
            Map.of(
                    "bootstrap.servers", "b:1",
                    "key.converter", StringConverter.class.getName(),
                    "value.converter", StringConverter.class.getName()),
            variables);

    PluginVersionsTest() {
        for (String version : List.of("1.0", "1.5", "2.0")) {
            TYPES.forEach(type -> plugins.add(type, version));
        }
    }

    private static Map<String, String> config(String versionKey, String version) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "s",
                "connector.class", "FileStreamSink",
                "topics", "t",
                "key.converter", "StringConverter",
                "value.converter", "StringConverter",
                "header.converter", "SimpleHeaderConverter",
                "transforms", "r",
                "transforms.r.type", "RegexRouter",
                "transforms.r.regex", "a",
                "transforms.r.replacement", "b"));
        config.putAll(Map.of(
                "transforms.r.predicate", "p",
                "predicates", "p",
                "predicates.p.type", "TopicNameMatches",
                "predicates.p.pattern", "a"));
        config.put(versionKey, version);
        return config;
    }

    private List<String> errors(Map<String, String> config, String key) {
        ConfigReport report = new ConnectorValidator(worker, variables, plugins).validate(new HashMap<>(config));
        return report.configs().stream()
                .filter(entry -> entry.value().name().equals(key))
                .flatMap(entry -> entry.value().errors().stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "connector.plugin.version,connector",
        "key.converter.plugin.version,converter.key",
        "value.converter.plugin.version,converter.value",
        "header.converter.plugin.version,converter.header",
        "transforms.r.plugin.version,transform.r",
        "predicates.p.plugin.version,predicate.p"
    })
    void versionsAreHonouredInAllRoles(String key, String role) {
        for (Map.Entry<String, String> expected : Map.of(
                        "1.0", "1.0", "[1.0,2.0)", "1.5", "(,1.0]", "1.0", "[1.2,)", "2.0", "latest", "2.0")
                .entrySet()) {
            Map<String, String> config = config(key, expected.getKey());
            assertThat(PluginNeeds.resolve(config, worker, plugins.view()))
                    .as(expected.getKey())
                    .isInstanceOfSatisfying(
                            PluginNeeds.Met.class,
                            met -> assertThat(met.plugins().get(role).version()).isEqualTo(expected.getValue()));
            assertThat(errors(config, key)).as(expected.getKey()).isEmpty();
        }

        Map<String, String> missing = config(key, "[3,4)");
        assertThat(PluginNeeds.resolve(missing, worker, plugins.view()))
                .isInstanceOfSatisfying(PluginNeeds.Missing.class, needs -> assertThat(needs.describe())
                        .startsWith(role + ": ")
                        .contains("matches the version range [3,4), available versions: [2.0, 1.5, 1.0]"));
        assertThat(errors(missing, key)).singleElement().asString().contains("[3,4)", "[2.0, 1.5, 1.0]");
        assertThat(plugins.leases()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "key.converter.plugin.version",
        "value.converter.plugin.version",
        "header.converter.plugin.version",
        "transforms.r.plugin.version",
        "predicates.p.plugin.version"
    })
    void versionsThatCannotBeReadAreTold(String key) {
        assertThat(errors(config(key, "[1"), key)).isNotEmpty().allMatch(message -> message.contains("[1"));
        assertThat(PluginNeeds.resolve(config(key, "[1"), worker, plugins.view()))
                .isInstanceOfSatisfying(PluginNeeds.Missing.class, needs -> assertThat(needs.describe())
                        .contains("'[1' is neither a Maven version such as 1.2.3 nor a range"));
    }

    @Test
    void keysAreThoseOfTheVersionThatIsAskedFor() {
        PluginKeys keys = new PluginKeys(plugins);

        for (String name : List.of("FileStreamSink", "StringConverter", "RegexRouter", "TopicNameMatches")) {
            assertThat(keys.config(name, "[1.0,2.0)")).as(name).isEqualTo(keys.config(name, "1.5"));
            assertThatThrownBy(() -> keys.config(name, "[3,)"))
                    .isInstanceOfSatisfying(
                            WorkerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST))
                    .hasMessageContaining("available versions: [2.0, 1.5, 1.0]");
        }
        assertThat(version(keys, "[1.0,2.0)")).isEqualTo("1.5");
        assertThat(version(keys, "1.0")).isEqualTo("1.0");
        assertThat(version(keys, null)).isEqualTo("2.0");
    }

    /** The default of connector.plugin.version is the plugin's own version. */
    private static Object version(PluginKeys keys, String version) {
        return keys.config("FileStreamSink", version).stream()
                .filter(key -> key.name().equals("connector.plugin.version"))
                .findFirst()
                .orElseThrow()
                .defaultValue();
    }
}
