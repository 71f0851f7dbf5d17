package io.penstock.console.gogo.text;

import org.jspecify.annotations.Nullable;

/**
 * One cell of a table.
 *
 * @param text one line; control characters are replaced, so that nothing that a plugin says can steer the terminal
 * @param style what it means
 */
public record Cell(String text, Style style) {

    /** Replaces control characters by blanks. */
    public Cell {
        text = printable(text);
    }

    /** A cell without a style; null is an empty one. */
    public static Cell of(@Nullable String text) {
        return new Cell(text == null ? "" : text, Style.PLAIN);
    }

    private static String printable(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(c -> result.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return result.toString();
    }
}
