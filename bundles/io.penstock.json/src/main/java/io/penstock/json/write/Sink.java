package io.penstock.json.write;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Collects the bytes of one document after another, each between a given beginning and a given end.
 *
 * <p>A generator hands over a document that fits its own buffer in one piece; then the array made for it is already the result.
 * Not safe for several threads.
 */
final class Sink extends OutputStream {
    private static final byte[] NOTHING = {};

    private byte[] beginning = NOTHING;
    private byte[] end = NOTHING;
    private byte[] bytes = NOTHING;
    private int size;

    /** Starts a document. */
    void start(byte[] documentBeginning, byte[] documentEnd) {
        beginning = documentBeginning;
        end = documentEnd;
        bytes = NOTHING;
        size = 0;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        if (bytes == NOTHING) {
            bytes = Arrays.copyOf(beginning, beginning.length + length + end.length);
            size = beginning.length;
        } else if (size + length + end.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length + end.length, bytes.length + (bytes.length >> 1)));
        }
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Ends the document and returns all of it. */
    byte[] finish() {
        if (end.length > 0) {
            write(end, 0, 0);
            System.arraycopy(end, 0, bytes, size, end.length);
            size += end.length;
        }
        byte[] document = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        bytes = NOTHING;
        return document;
    }
}
