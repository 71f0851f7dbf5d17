package io.penstock.json.schema;

import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** How values of a schema look in JSON: its logical type if it has one that Connect defines, else its type. */
public enum Kind {
    INT8,
    INT16,
    INT32,
    INT64,
    FLOAT32,
    FLOAT64,
    BOOLEAN,
    STRING,
    BYTES,
    ARRAY,
    MAP,
    STRUCT,
    DECIMAL,
    DATE,
    TIME,
    TIMESTAMP;

    /**
     * Returns the kind of a schema. The name of a logical type counts whatever the schema's type is, as in Apache's converter.
     */
    public static Kind of(Schema schema) {
        String name = schema.name();
        Kind type = valueOf(schema.type().name());
        return name == null
                ? type
                : switch (name) {
                    case Decimal.LOGICAL_NAME -> DECIMAL;
                    case Date.LOGICAL_NAME -> DATE;
                    case Time.LOGICAL_NAME -> TIME;
                    case Timestamp.LOGICAL_NAME -> TIMESTAMP;
                    default -> type;
                };
    }
}
