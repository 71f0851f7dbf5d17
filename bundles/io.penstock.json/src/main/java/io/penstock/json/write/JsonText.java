package io.penstock.json.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A JSON value that is already encoded. */
final class JsonText {
    private static final byte[] NOTHING = {};

    private final byte[] utf8;

    private JsonText(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Something that writes one JSON value. */
    interface Source {
        void writeTo(JsonGenerator out) throws IOException;
    }

    /** Makes a factory of generators that fail beyond a depth of nesting. */
    static JsonFactory factory(int maximumDepth) {
        return new JsonFactoryBuilder()
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(maximumDepth)
                        .build())
                // A generator may write several documents, which are not to be separated.
                .rootValueSeparator("")
                .build();
    }

    /**
     * Encodes a value.
     *
     * @param factory one for any depth: the value becomes part of a document that is checked as a whole
     */
    static JsonText of(JsonFactory factory, Source source) throws IOException {
        Output output = new Output(factory);
        source.writeTo(output.start(NOTHING, NOTHING));
        return new JsonText(output.finish());
    }

    /** Returns the UTF-8 bytes. */
    byte[] utf8() {
        return utf8;
    }

    /** Writes this value as part of another one, which fails if the two together are nested too deep. */
    void writeTo(JsonGenerator out) throws IOException {
        out.streamWriteConstraints().validateNestingDepth(out.getOutputContext().getNestingDepth() + depthOf(utf8));
        out.writeRawValue(new String(utf8, StandardCharsets.UTF_8));
    }

    /** Returns how deep the objects and arrays of a JSON value are nested, 0 for a scalar. */
    static int depthOf(byte[] json) {
        int deepest = 0;
        int depth = 0;
        boolean text = false;
        for (int i = 0; i < json.length; i++) {
            switch (json[i]) {
                case '"' -> text = !text;
                case '\\' -> i++;
                case '{', '[' -> {
                    if (!text) {
                        deepest = Math.max(deepest, ++depth);
                    }
                }
                case '}', ']' -> {
                    if (!text) {
                        depth--;
                    }
                }
                default -> {}
            }
        }
        return deepest;
    }
}
