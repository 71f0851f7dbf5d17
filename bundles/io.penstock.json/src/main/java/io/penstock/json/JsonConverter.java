package io.penstock.json;

import io.penstock.json.read.RecordReader;
import io.penstock.json.schema.Shape;
import io.penstock.json.write.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.ConverterType;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Converts Connect data to JSON and back without building a tree of it. Stands in for
 * {@code org.apache.kafka.connect.json.JsonConverter}: settings, bytes, values and exceptions are the same.
 *
 * <p>Threads: configure it once; after that any number of threads may convert. Memory: it remembers up to
 * {@code schemas.cache.size} schemas per direction.
 *
 * <p>Errors: {@link DataException} for everything that cannot be converted.
 */
@Component(
        service = {Converter.class, HeaderConverter.class},
        scope = ServiceScope.PROTOTYPE,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        property = {"penstock.plugin.class=org.apache.kafka.connect.json.JsonConverter", "penstock.plugin.version=4.3.1"
        })
public final class JsonConverter implements Converter, HeaderConverter {
    private volatile @Nullable Codec codec;

    /** What a configured converter consists of. */
    private record Codec(
            boolean envelope,
            @Nullable Schema fixedSchema,
            @Nullable Shape fixedShape,
            RecordReader reader,
            RecordWriter writer) {}

    /** Creates a converter that has to be configured before use. */
    public JsonConverter() {}

    /** Returns Kafka's version, as Apache's converter does. */
    @Override
    public String version() {
        return AppInfoParser.getVersion();
    }

    @Override
    public ConfigDef config() {
        return JsonConverterConfig.definition();
    }

    /**
     * Configures the converter.
     *
     * @param settings the settings, {@code converter.type} among them
     * @throws org.apache.kafka.common.config.ConfigException if a setting is not valid
     * @throws DataException if {@code schema.content} is no schema
     */
    @Override
    public void configure(Map<String, ?> settings) {
        JsonConverterConfig config = new JsonConverterConfig(settings);
        RecordReader reader = new RecordReader(config.schemaCacheSize(), config.replaceNullWithDefault());
        RecordWriter writer = new RecordWriter(
                config.schemasEnabled(),
                config.schemaCacheSize(),
                config.numericDecimals(),
                config.replaceNullWithDefault());
        Codec before = codec;
        Schema fixed = before == null ? null : before.fixedSchema;
        String content = config.schemaContent();
        if (content != null) {
            try {
                fixed = reader.readSchema(content.getBytes(StandardCharsets.UTF_8));
            } catch (SerializationException e) {
                throw new DataException("Failed to parse schema in converter config due to serialization error: ", e);
            }
        }
        codec = new Codec(config.schemasEnabled(), fixed, Shape.ofNullable(fixed), reader, writer);
    }

    /**
     * Configures the converter for keys or values.
     *
     * @param settings the settings
     * @param isKey whether it converts keys
     */
    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConverterConfig.TYPE_CONFIG, (isKey ? ConverterType.KEY : ConverterType.VALUE).getName());
        configure(all);
    }

    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        if (schema == null && value == null) {
            return null;
        }
        return configured().writer.write(schema, value);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        if (value == null) {
            return SchemaAndValue.NULL;
        }
        Codec configured = configured();
        if (!configured.envelope) {
            return configured.reader.readValue(null, null, value);
        }
        if (configured.fixedSchema != null) {
            return configured.reader.readValue(configured.fixedSchema, configured.fixedShape, value);
        }
        return configured.reader.readEnvelope(value);
    }

    @Override
    public byte @Nullable [] fromConnectHeader(
            String topic, String headerKey, @Nullable Schema schema, @Nullable Object value) {
        return fromConnectData(topic, schema, value);
    }

    @Override
    public SchemaAndValue toConnectHeader(String topic, String headerKey, byte @Nullable [] value) {
        return toConnectData(topic, value);
    }

    /** Does nothing: the converter holds nothing but memory. */
    @Override
    public void close() {}

    private Codec configured() {
        Codec configured = codec;
        if (configured == null) {
            throw new NullPointerException("JsonConverter is used before it is configured: call configure first");
        }
        return configured;
    }
}
