package io.penstock.json.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A schema looked through once, so that a record needs no look-ups. Immutable.
 *
 * <p>Only schemas of Connect's own immutable class are looked through to the bottom. A builder or a foreign implementation may
 * change, or contain itself, so that its shape is made anew each time that a value of it is met.
 */
public final class Shape {
    private static final FieldShape[] NO_FIELDS = {};

    private final Schema schema;
    private final Kind kind;
    private final boolean optional;
    private final @Nullable Object defaultValue;
    private final FieldShape[] fields;
    private final Map<String, FieldShape> fieldsByName;
    private final boolean fieldsDistinct;
    private final @Nullable Shape keys;
    private final @Nullable Shape values;

    private Shape(Schema schema) {
        this.schema = schema;
        kind = Kind.of(schema);
        optional = schema.isOptional();
        defaultValue = schema.defaultValue();
        boolean hasFields = kind == Kind.STRUCT;
        fields = hasFields ? fieldsOf(schema) : NO_FIELDS;
        fieldsByName = new HashMap<>();
        for (FieldShape field : fields) {
            fieldsByName.put(field.name(), field);
        }
        fieldsDistinct = fieldsByName.size() == fields.length;
        keys = kind == Kind.MAP ? lasting(schema.keySchema()) : null;
        values = kind == Kind.MAP || kind == Kind.ARRAY ? lasting(schema.valueSchema()) : null;
    }

    /** Returns the shape of a schema. */
    public static Shape of(Schema schema) {
        return new Shape(schema);
    }

    /** Returns the shape of a schema, or null for none. */
    public static @Nullable Shape ofNullable(@Nullable Schema schema) {
        return schema == null ? null : new Shape(schema);
    }

    /** Returns the shape of a schema that cannot change, or null for any other. */
    static @Nullable Shape lasting(@Nullable Schema schema) {
        return isLasting(schema) ? ofNullable(schema) : null;
    }

    /** Returns whether the shape of a schema may be kept. */
    public static boolean isLasting(@Nullable Schema schema) {
        return schema != null && schema.getClass() == ConnectSchema.class;
    }

    private static FieldShape[] fieldsOf(Schema schema) {
        List<Field> all = schema.fields();
        FieldShape[] shapes = new FieldShape[all.size()];
        for (int i = 0; i < shapes.length; i++) {
            Field field = all.get(i);
            shapes[i] = new FieldShape(i, field, field.equals(schema.field(field.name())));
        }
        return shapes;
    }

    /** Returns the schema that this is the shape of. */
    public Schema schema() {
        return schema;
    }

    /** Returns how values look. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether null is a value. */
    public boolean optional() {
        return optional;
    }

    /** Returns the default, or null for none. */
    public @Nullable Object defaultValue() {
        return defaultValue;
    }

    /** Returns the fields of a struct in their order. Not to be changed. */
    public FieldShape[] fields() {
        return fields;
    }

    /** Returns the field of that name, or null. */
    public @Nullable FieldShape field(String name) {
        return fieldsByName.get(name);
    }

    /** Returns whether no two fields have the same name; only a schema made without the builder can have such. */
    public boolean fieldsDistinct() {
        return fieldsDistinct;
    }

    /** Returns whether the keys of this map are strings by type, so that JSON shows it as an object. */
    public boolean stringKeys() {
        return Objects.requireNonNull(schema.keySchema(), "map schema without key schema")
                        .type()
                == Schema.Type.STRING;
    }

    /** Returns the shape of a map's keys, or null for keys without schema. */
    public @Nullable Shape keys() {
        return keys != null ? keys : ofNullable(schema.keySchema());
    }

    /** Returns the shape of a map's values or an array's elements, or null for those without schema. */
    public @Nullable Shape values() {
        return values != null ? values : ofNullable(schema.valueSchema());
    }
}
