package io.penstock.converters;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.ConverterType;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.jspecify.annotations.Nullable;

/** What the converters of this package have in common: a header is converted as a value is, topic and name play no part. */
abstract class PrimitiveConverter implements Converter, HeaderConverter {

    /** The version of the Kafka that the worker runs on, as Apache's own converters say. */
    @Override
    public String version() {
        return AppInfoParser.getVersion();
    }

    @Override
    public ConfigDef config() {
        return ConverterConfig.newConfigDef();
    }

    /**
     * Checks the settings; none of them changes how values are converted.
     *
     * @throws ConfigException if {@code converter.type} is missing or none of {@code key}, {@code value}, {@code header}
     */
    @Override
    public void configure(Map<String, ?> configs) {
        // Through AbstractConfig rather than ConfigDef.parse, so that ${provider:path:key} works as in Apache's.
        new AbstractConfig(config(), configs, false);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        Map<String, Object> typed = new HashMap<>(configs);
        typed.put(ConverterConfig.TYPE_CONFIG, (isKey ? ConverterType.KEY : ConverterType.VALUE).getName());
        configure(typed);
    }

    @Override
    public abstract byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value);

    @Override
    public abstract SchemaAndValue toConnectData(String topic, byte @Nullable [] value);

    @Override
    public byte @Nullable [] fromConnectHeader(
            String topic, String headerKey, @Nullable Schema schema, @Nullable Object value) {
        return fromConnectData(topic, schema, value);
    }

    @Override
    public SchemaAndValue toConnectHeader(String topic, String headerKey, byte @Nullable [] value) {
        return toConnectData(topic, value);
    }

    /** Nothing is held, so nothing is released. */
    @Override
    public void close() {}
}
