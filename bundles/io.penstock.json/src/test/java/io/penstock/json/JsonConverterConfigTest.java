package io.penstock.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonConverterConfigTest {
    private final JsonConverter ours = new JsonConverter();
    private final org.apache.kafka.connect.json.JsonConverter theirs =
            new org.apache.kafka.connect.json.JsonConverter();

    @Test
    void everySettingIsDefinedAsApaches() {
        Map<String, ConfigDef.ConfigKey> our = ours.config().configKeys();
        Map<String, ConfigDef.ConfigKey> their = theirs.config().configKeys();
        assertThat(List.copyOf(our.keySet())).isEqualTo(List.copyOf(their.keySet()));
        their.forEach((name, key) -> {
            // The documentation is in our own words.
            assertThat(our.get(name))
                    .usingRecursiveComparison()
                    .ignoringFields("documentation", "validator")
                    .isEqualTo(key);
            assertThat(String.valueOf(our.get(name).validator)).isEqualTo(String.valueOf(key.validator));
            assertThat(our.get(name).documentation).isNotBlank();
        });
    }

    @Test
    void aDefinitionMayBeAddedToWithoutHarm() {
        ours.config().define("extra", ConfigDef.Type.STRING, ConfigDef.Importance.LOW, "");
        assertThat(ours.config().names()).doesNotContain("extra");
    }

    @Test
    void theDefaultsAreApaches() {
        JsonConverterConfig config = new JsonConverterConfig(Map.of("converter.type", "value"));
        assertThat(config.schemasEnabled()).isTrue();
        assertThat(config.schemaCacheSize()).isEqualTo(1000);
        assertThat(config.schemaContent()).isNull();
        assertThat(config.numericDecimals()).isFalse();
        assertThat(config.replaceNullWithDefault()).isTrue();
    }

    @Test
    void everySettingIsRead() {
        JsonConverterConfig config = new JsonConverterConfig(Map.of(
                "converter.type", "key",
                "schemas.enable", "false",
                "schemas.cache.size", "7",
                "schema.content", "{}",
                "decimal.format", "Numeric",
                "replace.null.with.default", "false"));
        assertThat(config.type().getName()).isEqualTo("key");
        assertThat(config.schemasEnabled()).isFalse();
        assertThat(config.schemaCacheSize()).isEqualTo(7);
        assertThat(config.schemaContent()).isEqualTo("{}");
        assertThat(config.numericDecimals()).isTrue();
        assertThat(config.replaceNullWithDefault()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decimal.format=HEX",
                "schemas.enable=maybe",
                "schemas.cache.size=many",
                "converter.type=body",
                "schema.content={",
                "schema.content=1",
                "schema.content={\"type\":\"struct\"}"
            })
    void aWrongSettingIsRefusedAsByApache(String setting) {
        String[] parts = setting.split("=", 2);
        Map<String, String> settings = parts[0].equals("converter.type")
                ? Map.of(parts[0], parts[1])
                : Map.of("converter.type", "value", parts[0], parts[1]);
        Throwable their = null;
        try {
            theirs.configure(settings);
        } catch (ConfigException | DataException e) {
            their = e;
        }
        assertThat(their).isNotNull();
        assertThatThrownBy(() -> ours.configure(settings)).hasSameClassAs(their).hasMessage(their.getMessage());
    }

    @Test
    void theVersionIsKafkas() {
        assertThat(ours.version()).isEqualTo(theirs.version()).isEqualTo("4.3.1");
    }

    @Test
    void theBundleDeclaresItInPlaceOfApaches() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/OSGI-INF/io.penstock.json.JsonConverter.xml")) {
            assertThat(file).as("component description in the bundle").isNotNull();
            String xml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(xml)
                    .contains("value=\"org.apache.kafka.connect.json.JsonConverter\"")
                    .contains("name=\"penstock.plugin.version\"")
                    .contains("value=\"" + ours.version() + "\"")
                    .contains("scope=\"prototype\"")
                    .contains("interface=\"org.apache.kafka.connect.storage.Converter\"")
                    .contains("interface=\"org.apache.kafka.connect.storage.HeaderConverter\"")
                    .contains("configuration-policy=\"ignore\"")
                    .doesNotContain("activate=");
        }
    }
}
