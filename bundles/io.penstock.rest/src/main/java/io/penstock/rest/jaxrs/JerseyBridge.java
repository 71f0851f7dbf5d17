package io.penstock.rest.jaxrs;

import static org.glassfish.jersey.uri.UriComponent.Type.PATH;
import static org.glassfish.jersey.uri.UriComponent.Type.QUERY;

import io.penstock.rest.http.BodyReader;
import io.penstock.rest.http.JsonErrors;
import io.penstock.rest.http.Room;
import io.penstock.rest.http.Scope;
import io.penstock.rest.resource.ReplaysResource;
import io.penstock.rest.settings.Limits;
import java.io.ByteArrayInputStream;
import java.net.URI;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.uri.UriComponent;

/**
 * Hands the server's requests to JAX-RS without servlets. A body is read completely, without a thread waiting for it,
 * before a resource sees the request; the answer may come later and from any thread.
 */
public final class JerseyBridge extends Handler.Abstract {

    private final JerseyApplication application;
    private final JsonErrors errors;
    private final Room room;

    /**
     * A bridge to what the application is when a request comes.
     *
     * @param room what may be taken on
     */
    public JerseyBridge(JerseyApplication application, JsonErrors errors, Room room) {
        this.application = application;
        this.errors = errors;
        this.room = room;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getLength() > room.limits().bodyBytes()) {
            refuseBody(response, callback);
            return true;
        }
        BodyReader reader = new BodyReader(request, room, new BodyReader.Outcome() {
            @Override
            public void read(byte[] body) {
                enter(request, response, callback, body);
            }

            @Override
            public void tooLarge() {
                refuseBody(response, callback);
            }

            @Override
            public void noRoom() {
                refuseForNow(
                        response,
                        callback,
                        Limits.BUFFERED + "=" + room.limits().bufferedBytes());
            }

            @Override
            public void tooSlow() {
                response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
                errors.write(
                        response,
                        HttpStatus.REQUEST_TIMEOUT_408,
                        "The request has not been sent within " + room.limits().readTimeoutMs() + " ms ("
                                + Limits.READ_TIMEOUT + ")",
                        callback);
            }

            @Override
            public void failed(Throwable cause) {
                Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, null, cause);
            }
        });
        reader.start(request.getComponents().getScheduler());
        return true;
    }

    private void enter(Request request, Response response, Callback callback, byte[] body) {
        if (!room.enter()) {
            room.free(body.length);
            refuseForNow(
                    response, callback, Limits.REQUESTS + "=" + room.limits().requests());
            return;
        }
        Generation generation = application.generation();
        generation.enter();
        Exchange exchange = new Exchange(request, Callback.from(callback, generation::leave), room, body.length);
        generation.execute(() -> {
            try {
                serve(request, response, exchange, body, generation.handler());
            } catch (RuntimeException e) {
                Response.writeError(request, response, exchange, e);
            }
        });
    }

    private void serve(Request request, Response response, Exchange exchange, byte[] body, ApplicationHandler handler) {
        HttpURI uri = request.getHttpURI();
        String root = uri.getScheme() + "://" + authority(request);
        ContainerRequest call = new ContainerRequest(
                URI.create(root + "/"),
                URI.create(root + pathAndQuery(uri)),
                request.getMethod(),
                new Caller(request.isSecure()),
                new MapPropertiesDelegate(),
                handler.getConfiguration());
        for (HttpField header : request.getHeaders()) {
            String value = header.getValue();
            call.headers(header.getName(), value == null ? "" : value);
        }
        call.setEntityStream(new ByteArrayInputStream(body));
        call.setWriter(new ResponseWriter(request, response, exchange, errors));
        call.setProperty(ReplaysResource.ADDRESS, Request.getRemoteAddr(request));
        call.setProperty(AdminDoor.SCOPE, Scope.of(request));
        handler.handle(call);
    }

    private void refuseBody(Response response, Callback callback) {
        errors.write(
                response,
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "The body is larger than the " + room.limits().bodyBytes() + " bytes that a request may have",
                callback);
    }

    private void refuseForNow(Response response, Callback callback, String limit) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        errors.write(
                response,
                HttpStatus.SERVICE_UNAVAILABLE_503,
                "The worker has as much to do as it takes on at one time (" + limit + "); try again later",
                callback);
    }

    /** The address that the client used, so that a Location leads back there. */
    private static String authority(Request request) {
        String host = Request.getServerName(request);
        int port = Request.getServerPort(request);
        String bracketed = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return port == (request.isSecure() ? 443 : 80) ? bracketed : bracketed + ":" + port;
    }

    /** As sent, with those characters escaped that clients may forget to, such as the brackets of a version range. */
    private static String pathAndQuery(HttpURI uri) {
        String sent = uri.getPath();
        String path = sent == null || !sent.startsWith("/") ? "/" : UriComponent.contextualEncode(sent, PATH);
        String query = uri.getQuery();
        return query == null ? path : path + "?" + UriComponent.contextualEncode(query, QUERY);
    }
}
