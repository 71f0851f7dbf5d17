package io.penstock.converters;

import org.apache.kafka.common.serialization.FloatDeserializer;
import org.apache.kafka.common.serialization.FloatSerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/** Stands in for Apache's FloatConverter: the four bytes of IEEE 754, big-endian, NaN payloads kept. */
@Component(
        service = {Converter.class, HeaderConverter.class},
        scope = ServiceScope.PROTOTYPE,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        properties = "OSGI-INF/plugin.properties",
        property = "penstock.plugin.class=org.apache.kafka.connect.converters.FloatConverter")
public final class FloatConverter extends NumberConverter<Float> {

    public FloatConverter() {
        super("float", Schema.OPTIONAL_FLOAT32_SCHEMA, new FloatSerializer(), new FloatDeserializer());
    }

    @Override
    Float cast(Number value) {
        return (Float) value;
    }
}
