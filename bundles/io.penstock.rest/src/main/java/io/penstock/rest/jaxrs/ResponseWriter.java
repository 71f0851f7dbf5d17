package io.penstock.rest.jaxrs;

import io.penstock.rest.http.JsonErrors;
import io.penstock.rest.model.deadletter.LetterStream;
import io.penstock.rest.settings.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.ByteArrayOutputStream2;
import org.eclipse.jetty.util.thread.Scheduler;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answer to one request from JAX-RS, whole, and leaves the writing to the server, so that no thread waits for a
 * slow client.
 */
final class ResponseWriter implements ContainerResponseWriter {

    private final Request request;
    private final Response response;
    private final Exchange exchange;
    private final JsonErrors errors;
    private final ByteArrayOutputStream2 body = new ByteArrayOutputStream2(512);

    private @Nullable TimeoutHandler timeout;
    private Scheduler.@Nullable Task timer;
    private boolean done;
    private volatile @Nullable OutputStream stream;

    ResponseWriter(Request request, Response response, Exchange exchange, JsonErrors errors) {
        this.request = request;
        this.response = response;
        this.exchange = exchange;
        this.errors = errors;
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
        if (answer.getMediaType() != null && answer.getMediaType().toString().startsWith(LetterStream.NDJSON)) {
            // Made while it is written, so it is never whole; the thread that writes it may wait for the client.
            exchange.answer(0);
            OutputStream open = Content.Sink.asOutputStream(response);
            stream = open;
            return open;
        }
        return body;
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
        OutputStream open = stream;
        if (open != null) {
            try {
                open.close();
                exchange.succeeded();
            } catch (IOException e) {
                exchange.failed(e);
            }
            return;
        }
        if (exchange.answer(body.getCount())) {
            response.write(true, ByteBuffer.wrap(body.getBuf(), 0, body.getCount()), exchange);
        } else {
            response.reset();
            errors.write(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "There is no room for an answer of " + body.getCount() + " bytes beside the others at the moment ("
                            + Limits.BUFFERED + "); try again later",
                    exchange);
        }
    }

    @Override
    public void failure(Throwable failure) {
        finished();
        if (stream != null) {
            // Half of it is under way; the client learns by the end of the connection that there is more.
            exchange.failed(failure);
            return;
        }
        exchange.answer(0);
        Response.writeError(request, response, exchange, failure);
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
}
