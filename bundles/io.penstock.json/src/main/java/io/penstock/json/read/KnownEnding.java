package io.penstock.json.read;

import io.penstock.json.schema.Shape;
import java.util.Arrays;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds the payload of a document that has it before the schema, as producers write it that sort by name. Immutable.
 *
 * <p>These bytes need no parsing when they come again: if all of what is between them is one JSON value, the document is as good
 * as the one that they were seen in.
 */
final class KnownEnding {
    private final byte[] beginning;
    private final byte[] ending;
    private final @Nullable Schema schema;
    private final @Nullable Shape shape;

    /**
     * Takes it from a document that was read.
     *
     * @param start where the payload begins
     * @param end where it ends
     */
    KnownEnding(byte[] document, int start, int end, @Nullable Schema schema, @Nullable Shape shape) {
        beginning = Arrays.copyOf(document, start);
        ending = Arrays.copyOfRange(document, end, document.length);
        this.schema = schema;
        this.shape = shape;
    }

    /** Returns whether a document has the same around its payload, going by the bytes. */
    boolean fits(byte[] document) {
        int start = beginning.length;
        int end = payloadEnd(document);
        return start < end
                && Arrays.equals(document, 0, start, beginning, 0, start)
                && Arrays.equals(document, end, document.length, ending, 0, ending.length);
    }

    int payloadStart() {
        return beginning.length;
    }

    int payloadEnd(byte[] document) {
        return document.length - ending.length;
    }

    @Nullable Schema schema() {
        return schema;
    }

    @Nullable Shape shape() {
        return shape;
    }
}
