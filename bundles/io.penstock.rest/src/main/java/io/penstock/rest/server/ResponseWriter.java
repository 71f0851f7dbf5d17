package io.penstock.rest.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.ByteArrayOutputStream2;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answer to one request from JAX-RS. The last write is left to the server, so that no thread waits for a slow
 * client; only an answer larger than {@link #BUFFER} is written piece by piece.
 */
final class ResponseWriter implements ContainerResponseWriter {

    private static final int BUFFER = 1 << 20;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream2 body = new ByteArrayOutputStream2(512);

    private @Nullable TimeoutHandler timeout;
    private Scheduler.@Nullable Task timer;
    private boolean done;

    ResponseWriter(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse answer) {
        response.setStatus(answer.getStatus());
        answer.getStringHeaders()
                .forEach((name, values) ->
                        values.forEach(value -> response.getHeaders().add(name, value)));
        if (length >= 0) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        }
        return new Body();
    }

    /** Called once for an answer that comes later. */
    @Override
    public synchronized boolean suspend(long time, TimeUnit unit, TimeoutHandler handler) {
        if (timeout != null) {
            return false;
        }
        timeout = handler;
        setSuspendTimeout(time, unit);
        return true;
    }

    @Override
    public synchronized void setSuspendTimeout(long time, TimeUnit unit) {
        cancelTimer();
        TimeoutHandler handler = timeout;
        if (time > 0 && !done && handler != null) {
            // The scheduler has one thread for all, so the answer is written on the pool.
            timer = request.getComponents()
                    .getScheduler()
                    .schedule(
                            () -> request.getComponents().getExecutor().execute(() -> handler.onTimeout(this)),
                            time,
                            unit);
        }
    }

    @Override
    public void commit() {
        finished();
        response.write(true, ByteBuffer.wrap(body.getBuf(), 0, body.getCount()), callback);
    }

    @Override
    public void failure(Throwable failure) {
        finished();
        Response.writeError(request, response, callback, failure);
    }

    @Override
    public boolean enableResponseBuffering() {
        return true;
    }

    private synchronized void finished() {
        done = true;
        cancelTimer();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private final class Body extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            body.write(bytes, offset, length);
            if (body.getCount() >= BUFFER) {
                Content.Sink.write(response, false, ByteBuffer.wrap(body.getBuf(), 0, body.getCount()));
                body.reset();
            }
        }
    }
}
