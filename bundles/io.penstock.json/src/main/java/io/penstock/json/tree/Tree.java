package io.penstock.json.tree;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a parsed JSON value answers when it is asked for something that it is not.
 *
 * <p>A tree is made of {@code Map<String, Object>}, {@code List<Object>}, {@link String}, {@link Boolean}, {@link Integer},
 * {@link Long} or {@link BigInteger} (the smallest that fits), {@link Real}, {@link Absent#NULL}, and {@link Absent#MISSING}
 * for an empty document. The answers are those of Jackson's JsonNode, which Connect's JSON format relies on.
 */
final class Tree {
    private Tree() {}

    /** Two ways of there being nothing. */
    enum Absent {
        NULL,
        MISSING
    }

    /**
     * A number with a fraction or an exponent. Equal by value, so that 1.0 equals 1.00: schemas that differ by no more than that
     * are one schema to Apache's converter.
     */
    record Real(BigDecimal value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Real real && value.compareTo(real.value) == 0;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(value.doubleValue());
        }
    }

    /** The name that error messages have for the type of a value. */
    static String typeName(Object tree) {
        if (tree instanceof Map) {
            return "OBJECT";
        }
        if (tree instanceof List) {
            return "ARRAY";
        }
        if (tree instanceof String) {
            return "STRING";
        }
        if (tree instanceof Boolean) {
            return "BOOLEAN";
        }
        return tree instanceof Absent absent ? absent.name() : "NUMBER";
    }

    static boolean isNumber(Object tree) {
        return tree instanceof Number || tree instanceof Real;
    }

    static boolean isIntegral(@Nullable Object tree) {
        return tree instanceof Number;
    }

    static int intValue(Object tree) {
        return number(tree).intValue();
    }

    static long longValue(Object tree) {
        return number(tree).longValue();
    }

    static float floatValue(Object tree) {
        return number(tree).floatValue();
    }

    static double doubleValue(Object tree) {
        return number(tree).doubleValue();
    }

    private static Number number(Object tree) {
        if (tree instanceof Number number) {
            return number;
        }
        return tree instanceof Real real ? real.value() : 0;
    }

    static BigDecimal decimalValue(Object tree) {
        if (tree instanceof Real real) {
            return real.value();
        }
        return tree instanceof BigInteger big
                ? new BigDecimal(big)
                : BigDecimal.valueOf(number(tree).longValue());
    }

    static @Nullable String text(@Nullable Object tree) {
        return tree instanceof String text ? text : null;
    }

    /** The elements of an array, the values of an object, nothing for anything else. */
    static Collection<?> children(Object tree) {
        if (tree instanceof List<?> list) {
            return list;
        }
        return tree instanceof Map<?, ?> map ? map.values() : List.of();
    }

    /** The member of an object, or null if there is none or this is no object. */
    static @Nullable Object member(Object tree, String name) {
        return tree instanceof Map<?, ?> map ? map.get(name) : null;
    }
}
