package io.penstock.rest.extension;

import io.penstock.api.ErrorCode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.List;

/**
 * Keeps the API closed while an extension is missing that may be there to protect it; only {@code /health} answers, so
 * that nobody takes the worker for dead.
 */
@PreMatching
@Priority(1)
final class MissingExtension implements ContainerRequestFilter {

    private final List<String> missing;

    MissingExtension(List<String> missing) {
        this.missing = missing;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().equals("health")) {
            throw ErrorCode.UNAVAILABLE.of(
                    "The API is closed as long as the REST extension "
                            + String.join(", ", missing)
                            + " (rest.extension.classes) is not there: it may be what protects the"
                            + " API. Deploy its bundle, or take it out of the worker file; the log says if it failed to start.");
        }
    }
}
