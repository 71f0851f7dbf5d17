package io.penstock.connect.datagen.dataset;

import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** A struct schema with its fields at hand. Immutable. */
public final class RowType {

    private final Schema schema;
    private final List<Field> fields;

    public RowType(Schema schema) {
        this.schema = schema;
        this.fields = List.copyOf(schema.fields());
    }

    public Schema schema() {
        return schema;
    }

    /** The fields in the order of their values in a row. */
    public List<Field> fields() {
        return fields;
    }

    /**
     * Where the field stands in a row.
     *
     * @throws IllegalArgumentException if there is no such field
     */
    public int indexOf(String field) {
        Field found = schema.field(field);
        if (found == null) {
            throw new IllegalArgumentException("No field " + field + " in " + schema.name());
        }
        return found.index();
    }

    /** The same type with one field a required string: what a careless producer would write. */
    RowType withText(String field) {
        SchemaBuilder builder = SchemaBuilder.struct().name(schema.name()).version(schema.version());
        for (Field each : fields) {
            builder.field(each.name(), each.name().equals(field) ? Schema.STRING_SCHEMA : each.schema());
        }
        return new RowType(builder.build());
    }

    /** A type of some of the fields, in the given order. */
    public RowType select(String name, List<String> names) {
        SchemaBuilder builder = SchemaBuilder.struct().name(name);
        for (String each : names) {
            builder.field(each, fields.get(indexOf(each)).schema());
        }
        return new RowType(builder.build());
    }
}
