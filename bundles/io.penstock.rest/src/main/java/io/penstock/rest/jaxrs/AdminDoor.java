package io.penstock.rest.jaxrs;

import io.penstock.rest.http.Scope;
import jakarta.annotation.Priority;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** Paths that the listener of a request does not serve are not there (Apache: {@code admin.listeners}). */
@PreMatching
@Priority(0)
final class AdminDoor implements ContainerRequestFilter {

    /** Name of the request's property that holds the {@link Scope} of its listener. */
    static final String SCOPE = "io.penstock.rest.scope";

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(SCOPE) instanceof Scope scope
                && !scope.serves(request.getUriInfo().getPath())) {
            throw new NotFoundException();
        }
    }
}
