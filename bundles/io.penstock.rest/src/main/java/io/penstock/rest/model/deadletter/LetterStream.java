package io.penstock.rest.model.deadletter;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.LetterPage;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * Letters as JSON lines, page after page. Written on a thread that may wait for the worker and for the client.
 *
 * @param first the first page
 * @param next asks for the page at a cursor
 */
public record LetterStream(LetterPage first, Function<String, CompletionStage<LetterPage>> next) {

    /** The media type. */
    public static final String NDJSON = "application/x-ndjson";

    /** Writes all of it; fails when a page cannot be had, and then the client sees that the answer is not complete. */
    void write(ObjectMapper json, OutputStream out) throws IOException {
        LetterPage page = first;
        while (true) {
            for (DeadLetter letter : page.letters()) {
                out.write(json.writeValueAsBytes(letter));
                out.write('\n');
            }
            String cursor = page.cursor();
            if (cursor == null) {
                return;
            }
            page = await(next.apply(cursor));
        }
    }

    private static LetterPage await(CompletionStage<LetterPage> page) throws IOException {
        try {
            return page.toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The worker stops");
        } catch (ExecutionException e) {
            throw new IOException("The next letters could not be read", e.getCause());
        }
    }

    /** Knows how to write such streams. */
    public static final class Writer implements MessageBodyWriter<LetterStream> {

        private final ObjectMapper json;

        /** Writes JSON with this. */
        public Writer(ObjectMapper json) {
            this.json = json;
        }

        @Override
        public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
            return type == LetterStream.class;
        }

        @Override
        public void writeTo(
                LetterStream stream,
                Class<?> type,
                Type generic,
                Annotation[] annotations,
                MediaType media,
                MultivaluedMap<String, Object> headers,
                OutputStream out)
                throws IOException {
            stream.write(json, out);
        }
    }
}
