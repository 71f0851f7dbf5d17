package io.penstock.rest.server;

import static org.glassfish.jersey.uri.UriComponent.Type.PATH;
import static org.glassfish.jersey.uri.UriComponent.Type.QUERY;

import java.io.ByteArrayInputStream;
import java.net.URI;
import org.eclipse.jetty.http.HttpField;
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
final class JerseyBridge extends Handler.Abstract {

    /** Bytes. A connector's configuration has a few thousand; a config topic takes one million by default. */
    static final int MAX_BODY = 1 << 20;

    private final ApplicationHandler application;
    private final JsonErrors errors;

    JerseyBridge(ApplicationHandler application, JsonErrors errors) {
        this.application = application;
        this.errors = errors;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getLength() > MAX_BODY) {
            refuseBody(response, callback);
            return true;
        }
        new BodyReader(request, MAX_BODY, new BodyReader.Outcome() {
                    @Override
                    public void read(byte[] body) {
                        try {
                            serve(request, response, callback, body);
                        } catch (RuntimeException e) {
                            Response.writeError(request, response, callback, e);
                        }
                    }

                    @Override
                    public void tooLarge() {
                        refuseBody(response, callback);
                    }

                    @Override
                    public void failed(Throwable cause) {
                        Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, null, cause);
                    }
                })
                .run();
        return true;
    }

    private void serve(Request request, Response response, Callback callback, byte[] body) {
        // From here on the worker decides how long it takes, not the connection's idle timeout.
        request.addIdleTimeoutListener(idle -> false);
        HttpURI uri = request.getHttpURI();
        String root = uri.getScheme() + "://" + authority(request);
        ContainerRequest call = new ContainerRequest(
                URI.create(root + "/"),
                URI.create(root + pathAndQuery(uri)),
                request.getMethod(),
                new Caller(request.isSecure()),
                new MapPropertiesDelegate(),
                application.getConfiguration());
        for (HttpField header : request.getHeaders()) {
            String value = header.getValue();
            call.headers(header.getName(), value == null ? "" : value);
        }
        call.setEntityStream(new ByteArrayInputStream(body));
        call.setWriter(new ResponseWriter(request, response, callback));
        application.handle(call);
    }

    private void refuseBody(Response response, Callback callback) {
        errors.write(
                response,
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "The body is larger than the " + MAX_BODY + " bytes that a request may have",
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
