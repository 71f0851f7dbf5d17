package io.penstock.json.read;

import io.penstock.json.schema.BoundedCache;
import io.penstock.json.schema.Shape;
import java.util.Arrays;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Recognises documents by their first bytes, up to where the payload begins. Safe for several threads.
 *
 * <p>A producer writes the same bytes before the payload as long as the schema is the same. Bytes that were parsed once need no
 * parsing again: whatever follows, they say the same.
 */
final class KnownBeginnings {
    private static final byte[] FIRST_MEMBER = {'"', 's', 'c', 'h', 'e', 'm', 'a', '"'};

    private final boolean caching;
    private final BoundedCache<Slice, Beginning> known;
    private volatile @Nullable Beginning latest;

    KnownBeginnings(int capacity) {
        caching = capacity > 0;
        known = new BoundedCache<>(capacity);
    }

    /** What a document begins with. */
    static final class Beginning {
        private final byte[] bytes;
        private final @Nullable Schema schema;
        private final @Nullable Shape shape;

        /**
         * Creates a beginning.
         *
         * @param bytes everything before the payload
         * @param schema the schema in these bytes, null if that is JSON's null
         * @param shape its shape
         */
        Beginning(byte[] bytes, @Nullable Schema schema, @Nullable Shape shape) {
            this.bytes = bytes;
            this.schema = schema;
            this.shape = shape;
        }

        int length() {
            return bytes.length;
        }

        @Nullable Schema schema() {
            return schema;
        }

        @Nullable Shape shape() {
            return shape;
        }

        boolean isStartOf(byte[] document) {
            int length = bytes.length;
            return document.length > length && Arrays.equals(document, 0, length, bytes, 0, length);
        }
    }

    /** Returns the remembered beginning that a document has, or null. */
    @Nullable Beginning find(byte[] document) {
        Beginning last = latest;
        if (last != null && last.isStartOf(document)) {
            return last;
        }
        if (!caching) {
            return null;
        }
        Slice slice = Slice.beforePayload(document);
        Beginning found = slice == null ? null : known.get(slice);
        if (found != null) {
            latest = found;
        }
        return found;
    }

    /**
     * Remembers the beginning of a document whose schema was read.
     *
     * @param length the number of bytes before the payload
     */
    void remember(byte[] document, int length, @Nullable Schema schema, @Nullable Shape shape) {
        if (!caching) {
            return;
        }
        byte[] bytes = Arrays.copyOf(document, length);
        Beginning beginning = new Beginning(bytes, schema, shape);
        Slice slice = Slice.beforePayload(document);
        if (slice != null && slice.length == length) {
            known.put(new Slice(bytes, length, slice.hash), beginning);
            latest = beginning;
        }
    }

    /** The first bytes of an array. */
    private static final class Slice {
        private final byte[] bytes;
        private final int length;
        private final int hash;

        Slice(byte[] bytes, int length, int hash) {
            this.bytes = bytes;
            this.length = length;
            this.hash = hash;
        }

        /**
         * Returns what stands before the payload if the document is a proper one with the schema first; else null or anything.
         * The caller compares it with what it knows, so that a guess will do.
         */
        static @Nullable Slice beforePayload(byte[] document) {
            int start = afterSpace(document, 1);
            int end = start + FIRST_MEMBER.length;
            if (end > document.length || !Arrays.equals(document, start, end, FIRST_MEMBER, 0, FIRST_MEMBER.length)) {
                return null;
            }
            int depth = 0;
            int hash = 0;
            boolean text = false;
            boolean second = false;
            for (int i = end; i < document.length; i++) {
                byte b = document[i];
                hash = 31 * hash + b;
                if (b == '"') {
                    text = !text;
                } else if (text) {
                    i += b == '\\' ? 1 : 0;
                } else if (b == '{' || b == '[') {
                    depth++;
                } else if (b == '}' || b == ']') {
                    depth--;
                } else if (b == ',' && depth == 0) {
                    second = true;
                } else if (b == ':' && second) {
                    return new Slice(document, afterSpace(document, i + 1), hash);
                }
            }
            return null;
        }

        private static int afterSpace(byte[] document, int start) {
            int i = start;
            while (i < document.length && RecordReader.isSpace(document[i])) {
                i++;
            }
            return i;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Slice slice
                    && hash == slice.hash
                    && Arrays.equals(bytes, 0, length, slice.bytes, 0, slice.length);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
