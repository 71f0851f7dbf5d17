package io.penstock.console.gogo.text;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command's text goes: always UTF-8, whatever the platform's charset is. Not thread-safe.
 *
 * <p>A stream whose reader has gone away swallows the rest, as a command has nobody left to tell.
 */
public final class Output implements AutoCloseable {

    private final PrintWriter writer;
    private final int columns;
    private final boolean colour;

    /**
     * @param stream the stream; it is flushed, not closed
     * @param columns the width of a line in characters, 0 for no limit
     * @param colour whether it is shown on a terminal that knows colours
     */
    public Output(OutputStream stream, int columns, boolean colour) {
        this.writer = new PrintWriter(new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)));
        this.columns = columns;
        this.colour = colour;
    }

    /** The width of a line in characters, 0 for no limit. */
    public int columns() {
        return columns;
    }

    /** Whether colours are shown. */
    public boolean colour() {
        return colour;
    }

    /** Writes one line. */
    public void line(String text) {
        writer.write(text);
        writer.write('\n');
    }

    /** Writes text of several lines; control characters other than line breaks and tabs become blanks. */
    public void block(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != '\r')
                .forEach(c -> clean.appendCodePoint(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c));
        line(clean.toString().stripTrailing());
    }

    /** Writes a help text, which may hold colours already. */
    public void helpText(String text) {
        writer.write(text);
    }

    /** Hands on what is written so far, so that it is seen. */
    public void flush() {
        writer.flush();
    }

    String paint(Style style, String text) {
        return colour ? style.paint(text) : text;
    }

    /** Hands everything on to the stream. */
    @Override
    public void close() {
        writer.flush();
    }
}
