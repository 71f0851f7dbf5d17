package io.penstock.connect.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.connect.datagen.dataset.Flaw;
import io.penstock.connect.datagen.dataset.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatagenConfigTest {

    private static Map<String, String> with(String... pairs) {
        Map<String, String> settings = new HashMap<>(Map.of("topic", "t"));
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    @Test
    void defaults() {
        DatagenConfig config = new DatagenConfig(with());

        assertThat(config.dataset().id()).isEqualTo("orders");
        assertThat(config.seed()).isEqualTo(1);
        assertThat(config.shape()).isEqualTo(Shape.STRUCT);
        assertThat(config.keyFields()).containsExactly("id");
        assertThat(config.timeStart()).isEqualTo(1_767_225_600_000L);
        assertThat(config.timeStep()).isEqualTo(1000);
        assertThat(config.count()).isEqualTo(Long.MAX_VALUE);
        assertThat(config.rate()).isEqualTo(100);
        assertThat(config.batchSize()).isEqualTo(1000);
        assertThat(config.flaw(0)).isEqualTo(Flaw.NONE);
        assertThat(config.slices()).isEqualTo(16);
        assertThat(config.partition(5)).isNull();
    }

    @Test
    void everyKey() {
        Map<String, String> settings = with(
                "topic", "some.topic",
                "dataset", "clicks",
                "seed", "-9",
                "schemas", "false",
                "key.field", "ip,status",
                "time.start", "1970-01-01T00:00:01Z",
                "time.step.ms", "3",
                "count", "12",
                "rate", "0.5",
                "batch.size", "7",
                "bad.every", "4",
                "bad.kind", "unconvertible",
                "slices", "5",
                "partitions", "3");
        DatagenConfig config = new DatagenConfig(settings);

        assertThat(settings.keySet()).isEqualTo(DatagenSettings.definition().names());
        assertThat(config.topic()).isEqualTo("some.topic");
        assertThat(config.dataset().id()).isEqualTo("clicks");
        assertThat(config.seed()).isEqualTo(-9);
        assertThat(config.shape()).isEqualTo(Shape.MAP);
        assertThat(config.keyFields()).containsExactly("ip", "status");
        assertThat(config.timeStart()).isEqualTo(1000);
        assertThat(config.timeStep()).isEqualTo(3);
        assertThat(config.count()).isEqualTo(12);
        assertThat(config.rate()).isEqualTo(0.5);
        assertThat(config.batchSize()).isEqualTo(7);
        assertThat(List.of(config.flaw(2), config.flaw(3), config.flaw(4), config.flaw(7)))
                .containsExactly(Flaw.NONE, Flaw.UNCONVERTIBLE, Flaw.NONE, Flaw.UNCONVERTIBLE);
        assertThat(config.slices()).isEqualTo(5);
        assertThat(config.partition(5)).isEqualTo(2);
    }

    @Test
    void noLimits() {
        DatagenConfig config = new DatagenConfig(with("count", "-1", "rate", "-1", "key.field", ""));

        assertThat(config.count()).isEqualTo(Long.MAX_VALUE);
        assertThat(config.rate()).isInfinite();
        assertThat(config.keyFields()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topic|''|a topic name: 1 to 249 letters",
                "topic|a topic|a topic name: 1 to 249 letters",
                "topic|..|a topic name: 1 to 249 letters",
                "dataset|ordres|orders, users, clicks",
                "dataset|ORDERS|orders, users, clicks",
                "seed|one|Not a number of type LONG",
                "schemas|maybe|Expected value to be either true or false",
                "key.field|amount|'amount' cannot be in the key of dataset orders; use any of seq, id, time, customer, status, currency",
                "key.field|id,address|'address' cannot be in the key of dataset orders",
                "key.field|id,coupon|'coupon' cannot be in the key of dataset orders",
                "time.start|yesterday|must be a time as in 2026-01-01T00:00:00Z",
                "time.start|+999999999-01-01T00:00:00Z|must be a time as in 2026-01-01T00:00:00Z",
                "time.step.ms|-1|must be from 0 to 2147483647",
                "count|-2|must be 0 or more, or -1 for records without end",
                "count|1e3|Not a number of type LONG",
                "rate|0|must be more than 0 records per second, or -1 for no limit",
                "rate|-5|must be more than 0 records per second, or -1 for no limit",
                "rate|NaN|must be more than 0 records per second, or -1 for no limit",
                "rate|Infinity|must be more than 0 records per second, or -1 for no limit",
                "batch.size|0|must be from 1 to 100000",
                "batch.size|100001|must be from 1 to 100000",
                "batch.size|many|Not a number of type INT",
                "bad.every|-1|must be from 0 to",
                "bad.kind|none|text, unconvertible",
                "slices|0|must be from 1 to 256",
                "slices|257|must be from 1 to 256",
                "partitions|-1|must be from 0 to"
            })
    void aWrongValueIsNamedWithTheWayOut(String key, String value, String message) {
        Map<String, String> settings = with(key, value);

        assertThatThrownBy(() -> new DatagenConfig(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(message);

        // The REST API says it at the key, and at no other one.
        Map<String, List<String>> errors = errors(settings);
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).singleElement().asString().contains(key).contains(message);
    }

    @Test
    void aMissingTopicIsNamed() {
        assertThatThrownBy(() -> new DatagenConfig(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"topic\"");
        assertThat(errors(Map.of())).containsOnlyKeys("topic");
    }

    @Test
    void nullIsNotSetAndAFieldTwiceIsOnce() {
        Map<String, String> settings = with("key.field", "seq,id,seq");
        DatagenSettings.definition().names().forEach(name -> settings.putIfAbsent(name, null));

        assertThat(new DatagenConfig(settings).keyFields()).containsExactly("seq", "id");
        assertThat(new DatagenConfig(settings).seed()).isEqualTo(1);
    }

    @Test
    void aWrongDatasetIsNotBlamedOnTheKeyToo() {
        assertThat(errors(with("dataset", "none", "key.field", "whatever"))).containsOnlyKeys("dataset");
    }

    @Test
    void rightSettingsHaveNoErrors() {
        assertThat(errors(with("dataset", "users", "key.field", "id,active"))).isEmpty();
    }

    @Test
    void offersTheKeyFieldsOfTheDataset() {
        assertThat(recommended(with("dataset", "clicks"), "key.field"))
                .containsExactly("seq", "time", "session", "url", "status", "agent", "ip");
        assertThat(recommended(with(), "key.field")).contains("customer");
        assertThat(recommended(with("dataset", "none"), "key.field")).isEmpty();
        assertThat(recommended(with(), "dataset")).containsExactly("orders", "users", "clicks");
        assertThat(recommended(with(), "bad.kind")).containsExactly("text", "unconvertible");
    }

    @Test
    void everySettingIsDescribed() {
        for (ConfigDef.ConfigKey key : DatagenSettings.definition().configKeys().values()) {
            assertThat(key.documentation).as(key.name).endsWith(".").doesNotContain("  ");
            assertThat(key.group).as(key.name).isNotNull();
            assertThat(key.displayName).as(key.name).isNotEqualTo(key.name);
        }
        assertThat(Set.copyOf(DatagenSettings.definition().groups())).hasSize(6);
    }

    @Test
    void theUsersPageHasEverySettingWithItsDefault() throws Exception {
        String page = Files.readString(Path.of("..", "..", "docs", "datagen.md"));
        for (ConfigDef.ConfigKey key : DatagenSettings.definition().configKeys().values()) {
            String given = key.name.equals("topic")
                    ? "required"
                    : key.name.equals("key.field") ? "as above" : "`" + shown(key.defaultValue) + "`";
            assertThat(page).contains("| `" + key.name + "` | " + given + " |");
        }
    }

    private static String shown(Object value) {
        return value.toString().replaceFirst("\\.0$", "");
    }

    private static Map<String, List<String>> errors(Map<String, String> settings) {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : new DatagenSourceConnector().validate(settings).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }

    private static List<Object> recommended(Map<String, String> settings, String key) {
        return new DatagenSourceConnector()
                .validate(settings).configValues().stream()
                        .filter(value -> value.name().equals(key))
                        .findFirst()
                        .orElseThrow()
                        .recommendedValues();
    }
}
