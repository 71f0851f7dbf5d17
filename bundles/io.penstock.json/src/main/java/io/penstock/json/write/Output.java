package io.penstock.json.write;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A generator with what it writes to, for one document after another: making a generator costs as much as writing a few fields.
 *
 * <p>Not safe for several threads. After a failure in the middle of a document it is of no more use.
 */
final class Output {
    private final Sink sink = new Sink();
    private final JsonGenerator generator;

    Output(JsonFactory factory) throws IOException {
        generator = factory.createGenerator(sink, JsonEncoding.UTF8);
    }

    /** Starts a document with everything before its payload, and returns where to write the payload. */
    JsonGenerator start(byte[] beginning, byte[] end) {
        sink.start(beginning, end);
        return generator;
    }

    /** Ends the document and returns all of it. */
    byte[] finish() throws IOException {
        generator.flush();
        return sink.finish();
    }
}
