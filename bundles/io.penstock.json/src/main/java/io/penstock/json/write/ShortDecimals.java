package io.penstock.json.write;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Writes the doubles that people use, such as 19.99, several times faster than {@link Double#toString(double)} and with the same
 * characters.
 *
 * <p>Two different decimals of at most 15 digits are never the same double. So when a decimal that short is found for a double,
 * it is the shortest one, and that is what toString shows. From 0.001 to below 10 million it shows it without an exponent.
 */
final class ShortDecimals {
    private static final double FROM = 1e-3;
    private static final double TO = 1e7;
    private static final int LONGEST = 1 + 8 + 1 + 6;

    private ShortDecimals() {}

    /** Writes a number as a JSON number, or as a text if it is none that JSON knows. */
    static void write(JsonGenerator out, double value) throws IOException {
        double size = Math.abs(value);
        if (size >= FROM && size < TO) {
            // A long divided by a power of ten that are both exact as doubles is rounded once, as the decimal itself
            // is.
            long hundredths = Math.round(size * 100);
            if (hundredths / 100d == size) {
                write(out, value < 0, hundredths, 100);
                return;
            }
            long millionths = Math.round(size * 1_000_000);
            if (millionths / 1_000_000d == size) {
                write(out, value < 0, millionths, 1_000_000);
                return;
            }
        }
        out.writeNumber(value);
    }

    private static void write(JsonGenerator out, boolean negative, long digits, int unit) throws IOException {
        char[] text = new char[LONGEST];
        int start = LONGEST;
        int end = LONGEST;
        long whole = digits / unit;
        int part = (int) (digits % unit);
        for (int rest = unit; rest > 1; rest /= 10) {
            text[--start] = (char) ('0' + part % 10);
            part /= 10;
        }
        int firstDecimal = start;
        while (end > firstDecimal + 1 && text[end - 1] == '0') {
            end--;
        }
        text[--start] = '.';
        do {
            text[--start] = (char) ('0' + whole % 10);
            whole /= 10;
        } while (whole > 0);
        if (negative) {
            text[--start] = '-';
        }
        out.writeNumber(text, start, end - start);
    }
}
