package io.penstock.json.write;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** The schema type that a value without schema has by its Java class. */
final class BareTypes {
    private BareTypes() {}

    /**
     * Returns the type of a value.
     *
     * @throws DataException if Connect knows no type for the class
     */
    static Schema.Type of(Object value) {
        // Connect's own look-up takes a lock that the whole process shares; what comes by the million, and can be
        // nothing else, goes
        // past it.
        Class<?> type = value.getClass();
        if (type == String.class) {
            return Schema.Type.STRING;
        }
        if (type == Long.class) {
            return Schema.Type.INT64;
        }
        if (type == Integer.class) {
            return Schema.Type.INT32;
        }
        if (type == Double.class) {
            return Schema.Type.FLOAT64;
        }
        if (type == Boolean.class) {
            return Schema.Type.BOOLEAN;
        }
        boolean map = value instanceof Map;
        boolean list = value instanceof List;
        if (map != list && !(value instanceof Struct)) {
            return map ? Schema.Type.MAP : Schema.Type.ARRAY;
        }
        Schema.Type known = ConnectSchema.schemaType(type);
        if (known == null) {
            throw new DataException("Java class " + type + " does not have corresponding schema type.");
        }
        return known;
    }
}
