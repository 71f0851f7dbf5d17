package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.PluginJar;
import io.penstock.itests.distribution.harness.RestAnswer;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.WorkerSetup;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Configurations that cannot work are refused with a message that says which key, which value and why. */
class BadConfigIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static WorkerSetup setup;
    private static RestClient rest;

    @BeforeAll
    static void start() {
        setup = LAB.worker("worker").property("connector.client.config.override.policy", "None");
        rest = setup.start().rest();
    }

    /** What is refused leaves nothing behind. */
    @AfterEach
    void nothingWasMade() {
        assertThat(rest.get("/connectors").body()).isEmpty();
    }

    @Test
    void anUnknownConnectorClass() {
        assertThat(refused(Map.of("connector.class", "Nope")))
                .contains("Failed to find any class that implements Connector and which name matches Nope")
                .contains("io.penstock.connect.datagen.DatagenSourceConnector");
    }

    @Test
    void noConnectorClass() {
        assertThat(refused(Map.of("topic", "t"))).contains("contains no connector type");
    }

    @Test
    void anAliasThatMayMeanTwoClasses() {
        Class<?> one = io.penstock.itests.distribution.plugin.twin.one.TwinSource.class;
        Class<?> two = io.penstock.itests.distribution.plugin.twin.two.TwinSource.class;
        new PluginJar("itests.twin.one", "1.0.0").connectors(one).into(setup.deploy());
        new PluginJar("itests.twin.two", "1.0.0").connectors(two).into(setup.deploy());
        Waiting.soon("both bundles are there").until(() -> rest.get("/connector-plugins")
                .body()
                .findValuesAsText("class")
                .containsAll(java.util.List.of(one.getName(), two.getName())));
        assertThat(refused(Map.of("connector.class", "TwinSource")))
                .contains("TwinSource", one.getName(), two.getName())
                .contains("full class name");
    }

    @Test
    void aMissingRequiredKey() {
        assertThat(refused(Map.of("connector.class", "DatagenSource")))
                .contains("Connector configuration is invalid and contains the following 1 error(s):")
                .contains("Missing required configuration \"topic\" which has no default value.")
                .contains("/config/validate`");
    }

    @Test
    void valuesOfTheWrongType() {
        assertThat(refused(datagen("count", "many"))).contains("many", "count", "Not a number of type LONG");
        assertThat(refused(datagen("schemas", "perhaps"))).contains("perhaps", "schemas", "true or false");
        assertThat(refused(datagen("tasks.max", "two"))).contains("two", "tasks.max");
        assertThat(refused(datagen("tasks.max", "0")))
                .contains("Invalid value 0 for configuration tasks.max: Value must be at least 1");
        assertThat(refused(datagen("errors.tolerance", "some"))).contains("some", "errors.tolerance");
        Map<String, String> converter =
                new HashMap<>(datagen("value.converter", "org.apache.kafka.connect.json.JsonConverter"));
        converter.put("value.converter.schemas.enable", "perhaps");
        assertThat(refused(converter)).contains("perhaps", "schemas.enable");
    }

    @Test
    void severalErrorsAreSaidTogether() {
        Map<String, String> config = new HashMap<>(datagen("tasks.max", "0"));
        config.remove("topic");
        assertThat(refused(config))
                .contains("the following 2 error(s)")
                .contains("Invalid value 0 for configuration tasks.max")
                .contains("Missing required configuration \"topic\"");
    }

    @Test
    void convertersAndTransformsThatAreNotThere() {
        assertThat(refused(datagen("value.converter", "org.example.NoConverter")))
                .contains("value.converter", "org.example.NoConverter");
        Map<String, String> config = new HashMap<>(datagen("transforms", "mask"));
        config.put("transforms.mask.type", "org.example.NoTransform");
        assertThat(refused(config)).contains("transforms.mask.type", "org.example.NoTransform");
    }

    @Test
    void aTransformWithoutWhatItNeeds() {
        Map<String, String> config = new HashMap<>(datagen("transforms", "lift"));
        config.put("transforms.lift.type", "org.apache.kafka.connect.transforms.HoistField$Value");
        assertThat(refused(config)).contains("Missing required configuration \"", "field");
    }

    @Test
    void aSinkWithoutTopicsAndOneWithBothKinds() {
        Map<String, String> config = new HashMap<>(Map.of("connector.class", "FileStreamSink", "file", "x"));
        assertThat(refused(config)).contains("topics", "topics.regex");
        config.put("topics", "a");
        config.put("topics.regex", "b.*");
        assertThat(refused(config)).contains("topics", "topics.regex");
    }

    @Test
    void clientSettingsThatTheWorkersPolicyForbids() {
        assertThat(refused(datagen("producer.override.linger.ms", "5"))).contains("linger.ms", "policy");
    }

    @Test
    void namesThatContradictEachOther() {
        RestAnswer answer = rest.post(
                "/connectors", Map.of("name", "bad", "config", Map.of("name", "other", "connector.class", "X")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message())
                .isEqualTo("Connector name configuration (other) doesn't match connector name in the URL (bad)");
    }

    private static Map<String, String> datagen(String key, String value) {
        return Map.of("connector.class", "DatagenSource", "topic", "never-written", key, value);
    }

    private static String refused(Map<String, String> config) {
        RestAnswer answer = rest.post("/connectors", Map.of("name", "bad", "config", config));
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.body().path("error_code").asInt()).isEqualTo(400);
        return answer.message();
    }
}
