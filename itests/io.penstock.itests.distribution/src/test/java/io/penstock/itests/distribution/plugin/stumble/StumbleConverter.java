package io.penstock.itests.distribution.plugin.stumble;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.jspecify.annotations.Nullable;

/** Texts, and no structs. Those that begin with {@code convert-fails}, {@code convert-retries} or {@code refused} are not easy either. */
public final class StumbleConverter implements Converter, HeaderConverter {

    private final Attempts attempts = new Attempts();

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        configure(configs);
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text = value.toString();
        if (value instanceof Struct || text.startsWith("refused")) {
            throw new DataException("The converter does not take " + text);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        if (value == null) {
            return SchemaAndValue.NULL;
        }
        String text = new String(value, StandardCharsets.UTF_8);
        if (text.startsWith("convert-fails")) {
            throw new DataException("The converter stumbles over " + text);
        }
        if (text.startsWith("convert-retries")) {
            attempts.next("The converter", text);
        }
        return new SchemaAndValue(Schema.STRING_SCHEMA, text);
    }

    @Override
    public SchemaAndValue toConnectHeader(String topic, String headerKey, byte[] value) {
        return toConnectData(topic, value);
    }

    @Override
    public byte @Nullable [] fromConnectHeader(
            String topic, String headerKey, @Nullable Schema schema, @Nullable Object value) {
        return fromConnectData(topic, schema, value);
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public void close() {}
}
