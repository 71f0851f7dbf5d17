package io.penstock.json.tree;

import com.fasterxml.jackson.core.Base64Variants;
import io.penstock.json.schema.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Turns parsed JSON into Connect values, with the results and errors of Apache's JsonConverter. Immutable. */
final class TreeConverter {
    private final boolean replaceNulls;

    TreeConverter(boolean replaceNulls) {
        this.replaceNulls = replaceNulls;
    }

    /**
     * Converts one value.
     *
     * @param schema its schema, or null
     * @param tree the parsed value; null where an object lacks the member
     * @throws DataException if the value cannot be had from the JSON
     */
    @Nullable Object convert(@Nullable Schema schema, @Nullable Object tree) {
        if (schema == null) {
            return bare(tree);
        }
        if (tree == null || tree == Tree.Absent.NULL) {
            if (schema.defaultValue() != null && replaceNulls) {
                return schema.defaultValue();
            }
            if (schema.isOptional()) {
                return null;
            }
            throw new DataException("Invalid null value for required " + schema.type() + " field");
        }
        return switch (Kind.of(schema)) {
            case INT8 -> (byte) Tree.intValue(tree);
            case INT16 -> (short) Tree.intValue(tree);
            case INT32 -> Tree.intValue(tree);
            case INT64 -> Tree.longValue(tree);
            case FLOAT32 -> Tree.floatValue(tree);
            case FLOAT64 -> Tree.doubleValue(tree);
            case BOOLEAN -> Boolean.TRUE.equals(tree);
            case STRING -> Tree.text(tree);
            case BYTES -> bytes(tree);
            case ARRAY -> list(schema.valueSchema(), tree);
            case MAP -> map(schema, tree);
            case STRUCT -> struct(schema, tree);
            case DECIMAL -> decimal(schema, tree);
            case DATE -> Date.toLogical(schema, smallInteger("Date", tree));
            case TIME -> Time.toLogical(schema, smallInteger("Time", tree));
            case TIMESTAMP -> timestamp(schema, tree);
        };
    }

    private @Nullable Object bare(@Nullable Object tree) {
        if (tree == null || tree instanceof Tree.Absent) {
            return null;
        }
        if (tree instanceof Map<?, ?> members) {
            return byName(null, members);
        }
        if (tree instanceof List) {
            return list(null, tree);
        }
        if (Tree.isNumber(tree)) {
            return Tree.isIntegral(tree) ? (Object) Tree.longValue(tree) : (Object) Tree.doubleValue(tree);
        }
        return tree;
    }

    private static byte @Nullable [] bytes(Object tree) {
        if (!(tree instanceof String text)) {
            return null;
        }
        try {
            return decode(text);
        } catch (IllegalArgumentException e) {
            throw new DataException("Invalid bytes field", e);
        }
    }

    private static byte[] decode(String text) {
        return Base64Variants.getDefaultVariant().decode(text.trim());
    }

    private List<@Nullable Object> list(@Nullable Schema elements, Object tree) {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object element : Tree.children(tree)) {
            list.add(convert(elements, element));
        }
        return list;
    }

    private Map<@Nullable Object, @Nullable Object> map(Schema schema, Object tree) {
        if (schema.keySchema().type() == Schema.Type.STRING) {
            if (tree instanceof Map<?, ?> members) {
                return byName(schema.valueSchema(), members);
            }
            throw new DataException(
                    "Maps with string fields should be encoded as JSON objects, but found " + Tree.typeName(tree));
        }
        if (!(tree instanceof List<?> pairs)) {
            throw new DataException("Maps with non-string fields should be encoded as JSON array of tuples, but found "
                    + Tree.typeName(tree));
        }
        Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
        for (Object each : pairs) {
            if (!(each instanceof List<?> pair)) {
                throw new DataException("Found invalid map entry instead of array tuple: " + Tree.typeName(each));
            }
            if (pair.size() != 2) {
                throw new DataException("Found invalid map entry, expected length 2 but found :" + pair.size());
            }
            map.put(convert(schema.keySchema(), pair.get(0)), convert(schema.valueSchema(), pair.get(1)));
        }
        return map;
    }

    private Map<@Nullable Object, @Nullable Object> byName(@Nullable Schema values, Map<?, ?> members) {
        Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            map.put(member.getKey(), convert(values, member.getValue()));
        }
        return map;
    }

    private Struct struct(Schema schema, Object tree) {
        if (!(tree instanceof Map<?, ?> members)) {
            throw new DataException("Structs should be encoded as JSON objects, but found " + Tree.typeName(tree));
        }
        Struct struct = new Struct(schema.schema());
        for (Field field : schema.fields()) {
            struct.put(field, convert(field.schema(), members.get(field.name())));
        }
        return struct;
    }

    private static BigDecimal decimal(Schema schema, Object tree) {
        if (Tree.isNumber(tree)) {
            return Tree.decimalValue(tree);
        }
        if (!(tree instanceof String text)) {
            throw new DataException(
                    "Invalid type for Decimal, underlying representation should be numeric or bytes but was "
                            + Tree.typeName(tree));
        }
        try {
            return Decimal.toLogical(schema, decode(text));
        } catch (RuntimeException e) {
            throw new DataException("Invalid bytes for Decimal field", e);
        }
    }

    private static int smallInteger(String type, Object tree) {
        if (tree instanceof Integer integer) {
            return integer;
        }
        throw new DataException("Invalid type for " + type + ", underlying representation should be integer but was "
                + Tree.typeName(tree));
    }

    private static java.util.Date timestamp(Schema schema, Object tree) {
        if (!Tree.isIntegral(tree)) {
            throw new DataException("Invalid type for Timestamp, underlying representation should be integral but was "
                    + Tree.typeName(tree));
        }
        return Timestamp.toLogical(schema, Tree.longValue(tree));
    }
}
