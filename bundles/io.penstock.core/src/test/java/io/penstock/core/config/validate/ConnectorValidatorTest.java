package io.penstock.core.config.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.api.config.ConfigKeyValue;
import io.penstock.api.config.ConfigReport;
import io.penstock.core.config.ClasspathPlugins;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.config.variables.TestProvider;
import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.plugin.Plugin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.AllowlistConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.NoneConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.file.FileStreamSinkConnector;
import org.apache.kafka.connect.file.FileStreamSourceConnector;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.apache.kafka.connect.transforms.RegexRouter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectorValidatorTest {

    private final Map<String, String> file = new HashMap<>(Map.of(
            "bootstrap.servers", "b:1",
            "key.converter", "JsonConverter",
            "value.converter", "JsonConverter",
            "config.providers", "v",
            "config.providers.v.class", "TestProvider",
            "config.providers.v.param.p/secret", "s3cret",
            "config.providers.v.param.p/zero", "0"));

    private final ClasspathPlugins plugins = new ClasspathPlugins()
            .add(FileStreamSourceConnector.class, "4.3.1")
            .add(FileStreamSinkConnector.class, "4.3.1")
            .add(JsonConverter.class, "4.3.1")
            .add(SimpleHeaderConverter.class, "4.3.1")
            .add(RegexRouter.class, "4.3.1")
            .add(RichSource.class, "1.5.0")
            .add(AllConnectorClientConfigOverridePolicy.class, "4.3.1")
            .add(NoneConnectorClientConfigOverridePolicy.class, "4.3.1")
            .add(AllowlistConnectorClientConfigOverridePolicy.class, "4.3.1")
            .add(TestProvider.class, "1.0");

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void onlyTheProviderIsStillLeased() {
        assertThat(plugins.leases()).isLessThanOrEqualTo(1);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void missingClassIsABadRequest() {
        assertBadRequest(Map.of("name", "x"), "Connector config {name=x} contains no connector type");
        assertThatThrownBy(() -> validate(Map.of("name", "x", "db.password", "hush", "key", "${v:p:secret}")))
                .hasMessageContaining("[hidden]")
                .hasMessageNotContaining("hush")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void unknownClassIsABadRequestThatListsConnectors() {
        assertBadRequest(
                Map.of("connector.class", "Nope"),
                "Failed to find any class that implements Connector and which name matches Nope, available connectors"
                        + " are: ");
        assertBadRequest(
                Map.of("connector.class", "Nope"),
                "org.apache.kafka.connect.file.FileStreamSinkConnector (version 4.3.1, sink, bundle test.bundle1/1.0.0)");
    }

    @Test
    void ambiguousAliasIsABadRequest() {
        plugins.add("other.pkg.RichSource", RichSource.class, "2.0", 5);

        assertBadRequest(Map.of("connector.class", "RichSource"), "More than one connector matches alias RichSource");
        assertBadRequest(Map.of("connector.class", "RichSource"), "other.pkg.RichSource");
    }

    @Test
    void versionThatCannotBeReadIsABadRequest() {
        assertBadRequest(
                Map.of("connector.class", "FileStreamSource", "connector.plugin.version", "[1"),
                "Invalid value [1 for configuration connector.plugin.version");
    }

    @Test
    void theAuditOfReplaysHasATopicOfItsOwn() {
        Map<String, String> sink = new HashMap<>(Map.of(
                "name", "snk",
                "connector.class", "FileStreamSink",
                "topics", "in",
                "errors.deadletterqueue.topic.name", "dead"));
        String key = "errors.deadletterqueue.audit.topic.name";
        assertThat(InvalidConfig.of(validate(new HashMap<>(sink)))).isEmpty();
        Map.of(
                        "dead", "is the dead letter topic (errors.deadletterqueue.topic.name)",
                        "in", "is among those that the connector reads",
                        "no topic", "It is no name of a topic")
                .forEach((value, message) -> {
                    sink.put(key, value);
                    assertThat(InvalidConfig.of(validate(new HashMap<>(sink))))
                            .as(value)
                            .hasValueSatisfying(
                                    e -> assertThat(e.getMessage()).contains("following 1 error(s)", value, message));
                });
        sink.put(key, "audits");
        assertThat(InvalidConfig.of(validate(new HashMap<>(sink)))).isEmpty();
    }

    @Test
    void errorsAreToldInKafkasWords() {
        ConfigReport report = validate(Map.of("name", "src", "connector.class", "FileStreamSource", "tasks.max", "0"));

        assertThat(InvalidConfig.of(report)).hasValueSatisfying(e -> assertThat(e.getMessage())
                .isEqualTo("Connector configuration is invalid and contains the following 2 error(s):\n"
                        + "Invalid value 0 for configuration tasks.max: Value must be at least 1\n"
                        + "Missing required configuration \"topic\" which has no default value.\n"
                        + "You can also find the above list of errors at the endpoint"
                        + " `/connector-plugins/{connectorType}/config/validate`"));
        assertThat(InvalidConfig.of(validate(source(Map.of())))).isEmpty();
    }

    @Test
    void nullValuesAreNamed() {
        Map<String, String> config = source(Map.of());
        config.put("x", null);

        assertThat(errors(config, "x"))
                .containsExactly(
                        "Null value can not be supplied as the configuration value. Give x a value, or leave it"
                                + " out");
    }

    @Test
    void sinkMustNotJoinTheWorkersGroup() {
        file.put("group.id", "connect-snk");
        Map<String, String> config =
                new HashMap<>(Map.of("name", "snk", "connector.class", "FileStreamSink", "topics", "t"));

        assertThat(errors(config, "name")).singleElement().asString().contains("connect-snk");
        config.put("consumer.override.group.id", "other");
        assertThat(validate(config).errorCount()).isZero();
        config.put("consumer.override.group.id", "connect-snk");
        assertThat(validate(config).errorCount()).isPositive();
    }

    @Test
    void topicCreationIsChecked() {
        Map<String, String> config = source(Map.of(
                "topic.creation.groups",
                "a",
                "topic.creation.a.include",
                "(",
                "topic.creation.default.partitions",
                "0"));

        assertThat(errors(config, "topic.creation.default.partitions")).hasSize(1);
        assertThat(errors(config, "topic.creation.default.replication.factor"))
                .containsExactly(
                        "Missing required configuration \"topic.creation.default.replication.factor\" which has"
                                + " no default value.");
        assertThat(errors(config, "topic.creation.a.include")).hasSize(1);
        file.put("topic.creation.enable", "false");
        assertThat(validate(config).errorCount()).isZero();
    }

    @Test
    void unknownPredicateIsAnError() {
        assertThat(errors(
                        source(Map.of(
                                "transforms", "t",
                                "transforms.t.type", "RegexRouter",
                                "transforms.t.regex", "a",
                                "transforms.t.replacement", "b",
                                "transforms.t.predicate", "p")),
                        "transforms.t.predicate"))
                .singleElement()
                .asString()
                .contains("Invalid value p for configuration transforms.t.predicate");
    }

    @Test
    void aliasesOfPluginsShowTheFullClass() {
        ConfigReport report = validate(source(Map.of("value.converter", "JsonConverter")));

        assertThat(value(report, "value.converter").value()).isEqualTo(JsonConverter.class.getName());
        assertThat(value(report, "key.converter").value()).isEqualTo(JsonConverter.class.getName());
        assertThat(report.errorCount()).isZero();
    }

    @Test
    void standInsAreKnownByTheNameThatUsersWrite() {
        plugins.remove(JsonConverter.class.getName());
        plugins.add("org.apache.kafka.connect.json.JsonConverter", StringConverter.class, "9.0", 3);

        ConfigReport report =
                validate(source(Map.of("value.converter", "org.apache.kafka.connect.json.JsonConverter")));

        assertThat(report.errorCount()).isZero();
        assertThat(value(report, "value.converter").value()).isEqualTo("org.apache.kafka.connect.json.JsonConverter");
        assertThat(value(report, "value.converter.plugin.version").value()).isEqualTo("9.0");
    }

    @Test
    void converterVersionThatIsNotThereIsToldAtClassAndVersion() {
        Map<String, String> config =
                source(Map.of("key.converter", "JsonConverter", "key.converter.plugin.version", "8"));

        assertThat(errors(config, "key.converter")).hasSize(1);
        assertThat(errors(config, "key.converter.plugin.version"))
                .singleElement()
                .asString()
                .contains("[8,8]")
                .contains("4.3.1");
    }

    @Test
    void overridesAreCheckedByThePolicy() {
        Map<String, String> config = source(Map.of("producer.override.acks", "1", "producer.override.linger.ms", "5"));
        assertThat(validate(config).errorCount()).isZero();

        file.put("connector.client.config.override.policy", "None");
        assertThat(validate(config).errorCount()).isEqualTo(2);

        file.put("connector.client.config.override.policy", "Allowlist");
        file.put("connector.client.config.override.allowlist", "acks");
        assertThat(errors(config, "producer.override.acks")).isEmpty();
        assertThat(errors(config, "producer.override.linger.ms")).hasSize(1);
    }

    @Test
    void overridesAreRefusedWhenThePolicyIsNotThere() {
        file.put("connector.client.config.override.policy", "Strict");

        assertThat(validate(source(Map.of())).errorCount()).isZero();
        assertThat(errors(source(Map.of("producer.override.acks", "1")), "producer.override.acks"))
                .singleElement()
                .asString()
                .contains("connector.client.config.override.policy=Strict");
    }

    @Test
    void unreadableOverrideIsAnErrorOfItsKey() {
        assertThat(errors(source(Map.of("producer.override.linger.ms", "soon")), "producer.override.linger.ms"))
                .containsExactly(
                        "Invalid value soon for configuration producer.override.linger.ms: Not a number of type"
                                + " LONG");
    }

    @Test
    void overridesAreCheckedAgainBeforeAStart() {
        file.put("connector.client.config.override.policy", "None");
        ResolvedConfig config = ResolvedConfig.between(
                source(Map.of("producer.override.acks", "${v:p:secret}")),
                source(Map.of("producer.override.acks", "s3cret")));

        Plugin connector = plugins.view().all().stream()
                .filter(plugin -> plugin.className().equals(FileStreamSourceConnector.class.getName()))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> validator().checkOverrides(config, connector, false))
                .isInstanceOfSatisfying(
                        WorkerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageNotContaining("s3cret");
        file.remove("connector.client.config.override.policy");
        validator().checkOverrides(config, connector, false);
    }

    @Test
    void reportShowsVariablesNotWhatTheyStandFor() {
        ConfigReport report = validate(source(Map.of(
                "file", "/in/${v:p:secret}",
                "tasks.max", "${v:p:zero}",
                "batch.size", "${v:p:secret}",
                "errors.tolerance", "s3cret")));

        assertThat(report.toString()).doesNotContain("s3cret");
        assertThat(value(report, "file").value()).isEqualTo("/in/${v:p:secret}");
        assertThat(value(report, "tasks.max").errors())
                .containsExactly("Invalid value ${v:p:zero} for configuration tasks.max: Value must be at least 1");
        assertThat(value(report, "batch.size").errors())
                .containsExactly("Invalid value ${v:p:secret} for configuration batch.size: Not a number of type INT");
    }

    @Test
    void passwordsStayHidden() {
        ConfigReport report =
                validate(Map.of("name", "r", "connector.class", "RichSource", "url", "u", "secret", "${v:p:secret}"));

        assertThat(value(report, "secret").value()).isEqualTo("[hidden]");
    }

    @Test
    void failingConnectorsAreNamedWithMethodAndCause() {
        assertPluginFails(Hostile.InConstructor.class, "instantiated", "no licence");
        assertPluginFails(Hostile.InInitialiser.class, "instantiated", "no port");
        assertPluginFails(Hostile.InConfig.class, "config()", "driver/Main");
        assertPluginFails(Hostile.InValidate.class, "validate()", "StackOverflowError");
        assertPluginFails(Hostile.NullConfig.class, "config()", "null");
        assertPluginFails(Hostile.NullValidate.class, "validate()", "null");
    }

    @Test
    void failingConnectorDoesNotHideNullValues() {
        plugins.add(Hostile.InValidate.class, "1.0");
        Map<String, String> config =
                new HashMap<>(Map.of("name", "x", "connector.class", Hostile.InValidate.class.getName()));
        config.put("topic", null);

        assertThat(errors(config, "topic")).hasSize(1);
    }

    @Test
    void failingPartsAreErrorsOfTheirKeys() {
        plugins.add(Hostile.BadConverter.class, "1.0")
                .add(Hostile.BadTransform.class, "1.0")
                .add(Hostile.NullTransform.class, "1.0");
        Map<String, String> config = source(Map.of(
                "value.converter", Hostile.BadConverter.class.getName(),
                "transforms", "a,b",
                "transforms.a.type", Hostile.BadTransform.class.getName(),
                "transforms.a.field", "f",
                "transforms.b.type", Hostile.NullTransform.class.getName()));

        assertThat(errors(config, "value.converter"))
                .singleElement()
                .asString()
                .contains("config()")
                .contains("BadConverter")
                .contains("no registry");
        assertThat(errors(config, "transforms.a.field"))
                .singleElement()
                .asString()
                .contains("BadTransform")
                .contains("too new");
        assertThat(errors(config, "transforms.b.type"))
                .singleElement()
                .asString()
                .contains("NullTransform")
                .contains("null");
    }

    @Test
    void connectorMayChangeTheMapThatItValidates() {
        plugins.add(Hostile.Meddling.class, "1.0");

        ConfigReport report = validate(Map.of("name", "x", "connector.class", Hostile.Meddling.class.getName()));

        assertThat(report.errorCount()).isZero();
        assertThat(value(report, "name").value()).isEqualTo("x");
    }

    @Test
    void keysOfATransformThatAreCalledLikeTheFrameworksAreHidden() {
        plugins.add(Hostile.OwnType.class, "1.0");
        Map<String, String> config =
                source(Map.of("transforms", "a", "transforms.a.type", Hostile.OwnType.class.getName()));

        ConfigReport report = validate(config);

        assertThat(report.errorCount()).isZero();
        assertThat(value(report, "transforms.a.type").value()).isEqualTo(Hostile.OwnType.class.getName());
    }

    @Test
    void connectorCodeRunsUnderItsOwnClassLoader() {
        plugins.add(Hostile.NeedsScope.class, "1.0");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            ConfigReport report = validate(Map.of("name", "x", "connector.class", Hostile.NeedsScope.class.getName()));

            assertThat(value(report, "loader").value()).isEqualTo(String.valueOf(Hostile.class.getClassLoader()));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void keysOfUnknownOrUnsuitablePlugins() {
        PluginKeys keys = new PluginKeys(plugins);

        assertCode(() -> keys.config("Nope", null), ErrorCode.PLUGIN_NOT_FOUND, "Unknown plugin Nope.");
        assertCode(
                () -> keys.config("FileStreamSource", "9.9"),
                ErrorCode.BAD_REQUEST,
                "Plugin org.apache.kafka.connect.file.FileStreamSourceConnector not found that matches the version range"
                        + " [9.9,9.9], available versions: [4.3.1]");
        assertCode(() -> keys.config("FileStreamSource", "zzz["), ErrorCode.BAD_REQUEST, "zzz[");
        assertCode(
                () -> keys.config(TestProvider.class.getName(), null),
                ErrorCode.BAD_REQUEST,
                "Invalid plugin class " + TestProvider.class.getName() + ". Valid types are sink, source, converter,"
                        + " header_converter, transformation, predicate.");
        plugins.add(Hostile.InConfig.class, "1.0");
        assertCode(() -> keys.config(Hostile.InConfig.class.getName(), null), ErrorCode.PLUGIN_FAILED, "driver/Main");
    }

    private static void assertCode(Runnable code, ErrorCode expected, String text) {
        assertThatThrownBy(code::run)
                .isInstanceOfSatisfying(
                        WorkerException.class, e -> assertThat(e.code()).isEqualTo(expected))
                .hasMessageContaining(text);
    }

    private void assertBadRequest(Map<String, String> config, String text) {
        assertCode(() -> validate(config), ErrorCode.BAD_REQUEST, text);
    }

    private void assertPluginFails(Class<?> connector, String method, String cause) {
        plugins.add(connector, "1.0");
        assertThatThrownBy(() -> validate(Map.of("name", "x", "connector.class", connector.getName())))
                .isInstanceOf(WorkerException.class)
                .hasMessageContaining(connector.getName())
                .hasMessageContaining(method)
                .hasMessageContaining(cause);
    }

    private static Map<String, String> source(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(more);
        config.put("name", "s");
        config.put("connector.class", "FileStreamSource");
        config.put("topic", "t");
        return config;
    }

    private List<String> errors(Map<String, String> config, String key) {
        return value(validate(config), key).errors();
    }

    private static ConfigKeyValue value(ConfigReport report, String key) {
        return report.configs().stream()
                .map(ConfigReport.Entry::value)
                .filter(value -> value.name().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " is not reported"));
    }

    private ConfigReport validate(Map<String, String> config) {
        return validator().validate(new HashMap<>(config));
    }

    private ConnectorValidator validator() {
        Variables variables = new Variables(file, plugins);
        return new ConnectorValidator(WorkerConfig.parse(file, variables), variables, plugins);
    }
}
