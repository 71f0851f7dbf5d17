package io.penstock.json.schema;

import com.fasterxml.jackson.core.io.SerializedString;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A field of a struct, looked through once. Immutable. */
public final class FieldShape {
    private static final int LONGEST_PLAIN_NAME = 1000;

    private final int position;
    private final Field field;
    private final @Nullable SerializedString plainName;
    private final @Nullable Shape lasting;
    private final boolean found;
    private final boolean withoutDefault;

    FieldShape(int position, Field field, boolean found) {
        this.position = position;
        this.field = field;
        this.found = found && field.schema() != null;
        plainName = isPlain(field.name()) ? new SerializedString(field.name()) : null;
        lasting = Shape.lasting(field.schema());
        withoutDefault = lasting != null && lasting.defaultValue() == null;
    }

    /** Returns the place among the fields, from 0. */
    public int position() {
        return position;
    }

    /** Returns the field itself. */
    public Field field() {
        return field;
    }

    /** Returns the name. */
    public String name() {
        return field.name();
    }

    /** Returns the name as it stands in JSON, or null if it has characters that need care. */
    public @Nullable SerializedString plainName() {
        return plainName;
    }

    /** Returns the shape of the values, or null for values without schema. */
    public @Nullable Shape shape() {
        return lasting != null ? lasting : Shape.ofNullable(field.schema());
    }

    /**
     * Returns the value of this field in a struct.
     *
     * @param defaultForNull whether the caller would write the default for null anyway; then it may be returned here
     */
    public @Nullable Object valueIn(Struct struct, boolean defaultForNull) {
        // Struct offers the value by position only together with the default; the way by name costs a look-up.
        return found && (defaultForNull || withoutDefault) ? struct.get(field) : struct.getWithoutDefault(field.name());
    }

    private static boolean isPlain(@Nullable String name) {
        // A parser that is told which bytes to expect does not check its limit for the length of a name.
        if (name == null || name.length() > LONGEST_PLAIN_NAME) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
