package io.penstock.converters;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.apache.kafka.connect.data.SchemaAndValue;

/** What a call came to, as text that compares: a value, or an exception with the texts of its whole chain of causes. */
public final class Outcome {

    private Outcome() {}

    /** Never throws: an exception is an outcome too. */
    public static String of(Callable<?> call) {
        try {
            return show(call.call());
        } catch (Exception e) {
            return show(e);
        }
    }

    private static String show(Throwable error) {
        StringBuilder text = new StringBuilder("throws");
        for (Throwable t = error; t != null; t = t.getCause()) {
            text.append(" <- ").append(t.getClass().getName()).append(": ").append(t.getMessage());
        }
        return text.toString();
    }

    private static String show(Object value) {
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof SchemaAndValue both) {
            return both.schema().type() + (both.schema().isOptional() ? "? " : " ")
                    + both.schema().name() + " " + show(both.value());
        }
        if (value instanceof Float f) {
            return "float " + Integer.toHexString(Float.floatToRawIntBits(f));
        }
        if (value instanceof Double d) {
            return "double " + Long.toHexString(Double.doubleToRawLongBits(d));
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + plain(value);
    }

    private static String plain(Object value) {
        return value instanceof Object[] array ? Arrays.deepToString(array) : value.toString();
    }
}
