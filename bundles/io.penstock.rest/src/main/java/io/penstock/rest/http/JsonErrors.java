package io.penstock.rest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.rest.error.ErrorMessage;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the API's own form what never reaches JAX-RS: a request line, header or body that the server refuses.
 * Apache's worker sends Jetty's HTML page.
 */
public final class JsonErrors extends ErrorHandler {

    private static final String JSON = "application/json";

    private final ObjectMapper json;

    /** Errors written by this mapper. */
    public JsonErrors(ObjectMapper json) {
        this.json = json;
    }

    /** Answers an error of which nothing has been sent yet. */
    public void write(Response response, int status, String message, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
        response.write(true, body(status, message), callback);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        write(response, status, text(status, message), callback);
    }

    private static String text(int status, @Nullable String message) {
        return message == null ? HttpStatus.getMessage(status) : message;
    }

    private ByteBuffer body(int status, String message) {
        try {
            return ByteBuffer.wrap(json.writeValueAsBytes(new ErrorMessage(status, message)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An error message cannot be written as JSON", e);
        }
    }
}
