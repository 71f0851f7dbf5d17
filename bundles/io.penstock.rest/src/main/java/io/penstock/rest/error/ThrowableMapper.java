package io.penstock.rest.error;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where failures become answers. Follows Apache's {@code ConnectExceptionMapper}, except that an unexpected
 * failure is logged once and tells the client an id to look for in the log.
 */
public final class ThrowableMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(ThrowableMapper.class);

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable failure = unwrap(thrown);
        if (failure instanceof WorkerException known) {
            return answer(known);
        }
        if (failure instanceof WebApplicationException web) {
            int status = web.getResponse().getStatus();
            return answer(status, text(web));
        }
        return answer(500, unexpected(failure));
    }

    private static Response answer(WorkerException failure) {
        if (failure.code() == ErrorCode.INTERNAL) {
            return answer(500, unexpected(failure));
        }
        LOG.debug("Answering {}", failure.code(), failure);
        return answer(failure.code().httpStatus(), failure.getMessage());
    }

    private static String unexpected(Throwable failure) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("REST request failed (error {})", id, failure);
        return text(failure) + " (error " + id + " in the worker's log)";
    }

    private static Response answer(int status, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new ErrorMessage(status, message))
                .build();
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getName() : message;
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause : thrown;
    }
}
