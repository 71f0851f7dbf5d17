package io.penstock.rest.server;

import java.io.ByteArrayOutputStream;
import org.eclipse.jetty.io.Content;

/** Reads a request's body up to a limit, asking for more when more has come, so that no thread waits for a client. */
final class BodyReader implements Runnable {

    private final Content.Source source;
    private final int limit;
    private final Outcome outcome;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);

    /** What becomes of it; exactly one method is called, once, on the thread that reads the last piece. */
    interface Outcome {

        /** The body is there. */
        void read(byte[] body);

        /** It is larger than the limit; the rest has not been read. */
        void tooLarge();

        /** The client has gone, was too slow, or broke the protocol. */
        void failed(Throwable cause);
    }

    /**
     * A reader that has not begun.
     *
     * @param limit bytes
     */
    BodyReader(Content.Source source, int limit, Outcome outcome) {
        this.source = source;
        this.limit = limit;
        this.outcome = outcome;
    }

    /** Reads what there is. */
    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                outcome.failed(chunk.getFailure());
                return;
            }
            if (!take(chunk)) {
                outcome.tooLarge();
                return;
            }
            if (chunk.isLast()) {
                outcome.read(body.toByteArray());
                return;
            }
        }
    }

    private boolean take(Content.Chunk chunk) {
        int length = chunk.remaining();
        boolean fits = body.size() + length <= limit;
        if (fits && length > 0) {
            byte[] bytes = new byte[length];
            chunk.get(bytes, 0, length);
            body.write(bytes, 0, length);
        }
        chunk.release();
        return fits;
    }
}
