package io.penstock.connect.datagen.dataset;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** The two ways of Connect to write the same record: with a schema, or as plain maps. */
public enum Shape {
    /** Structs with schemas, and logical types where there is one. */
    STRUCT {
        @Override
        public Object row(RowType type, @Nullable Object[] values) {
            Struct struct = new Struct(type.schema());
            List<Field> fields = type.fields();
            for (int i = 0; i < values.length; i++) {
                // A null is left out rather than put: put would refuse the hole that a bad record is meant to have.
                if (values[i] != null) {
                    struct.put(fields.get(i), values[i]);
                }
            }
            return struct;
        }

        @Override
        Object timestamp(long millis) {
            return Timestamp.toLogical(Timestamp.SCHEMA, millis);
        }

        @Override
        Object date(int epochDay) {
            return Date.toLogical(Date.SCHEMA, epochDay);
        }

        @Override
        Object money(long cents) {
            return BigDecimal.valueOf(cents, 2);
        }

        @Override
        public @Nullable Schema schemaOf(Schema schema) {
            return schema;
        }

        @Override
        @Nullable Object unconvertible() {
            return null;
        }
    },

    /**
     * Maps without a schema. Converters know no logical types here, so a timestamp is milliseconds since 1970, a date
     * ISO 8601 text and money a double.
     */
    MAP {
        @Override
        public Object row(RowType type, @Nullable Object[] values) {
            List<Field> fields = type.fields();
            Map<String, @Nullable Object> map = new LinkedHashMap<>(values.length * 2);
            for (int i = 0; i < values.length; i++) {
                map.put(fields.get(i).name(), values[i]);
            }
            return map;
        }

        @Override
        Object timestamp(long millis) {
            return millis;
        }

        @Override
        Object date(int epochDay) {
            return LocalDate.ofEpochDay(epochDay).toString();
        }

        @Override
        Object money(long cents) {
            return cents / 100.0;
        }

        @Override
        public @Nullable Schema schemaOf(Schema schema) {
            return null;
        }

        @Override
        Object unconvertible() {
            return BigInteger.TEN;
        }
    };

    /** A record, or a part of one, from the values of its fields in order. */
    public abstract Object row(RowType type, @Nullable Object[] values);

    abstract Object timestamp(long millis);

    abstract Object date(int epochDay);

    abstract Object money(long cents);

    /** What goes into a record beside a value of this schema. */
    public abstract @Nullable Schema schemaOf(Schema schema);

    /** A value that makes converters refuse the record that holds it in a required field. */
    abstract @Nullable Object unconvertible();
}
