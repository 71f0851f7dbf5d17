package io.penstock.converters;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in Kafka's own big-endian form. The schema that comes with a value is not looked at, only the value's class is;
 * bytes always become a value with the optional schema of the type.
 */
abstract class NumberConverter<T extends Number> extends PrimitiveConverter {

    private final String type;
    private final Schema schema;
    private final Serializer<T> serializer;
    private final Deserializer<T> deserializer;

    /**
     * @param type the type's name in error texts
     * @param schema the schema of every value read; optional, as null bytes are a null value
     */
    NumberConverter(String type, Schema schema, Serializer<T> serializer, Deserializer<T> deserializer) {
        this.type = type;
        this.schema = schema;
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    /** A plain cast: the virtual machine's own text for a wrong class ends up in the error's cause. */
    abstract T cast(Number value);

    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        T number;
        try {
            number = cast((Number) value);
        } catch (ClassCastException e) {
            throw new DataException("Failed to serialize to " + type + " (was " + value.getClass() + "): ", e);
        }
        return serializer.serialize(topic, number);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        try {
            return new SchemaAndValue(schema, deserializer.deserialize(topic, value));
        } catch (SerializationException e) {
            throw new DataException("Failed to deserialize " + type + ": ", e);
        }
    }
}
