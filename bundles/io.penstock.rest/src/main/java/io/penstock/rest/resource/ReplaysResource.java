package io.penstock.rest.resource;

import io.penstock.api.deadletter.Replay;
import io.penstock.api.deadletter.ReplayRequest;
import io.penstock.rest.model.deadletter.ReplayBody;
import io.penstock.rest.openapi.Describe;
import io.penstock.rest.openapi.Shape;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replays of dead letters. */
@Singleton
@Path("/dead-letters/{connector}/replays")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReplaysResource {

    /** Name of the request's property that holds the address of the client. */
    public static final String ADDRESS = "io.penstock.rest.address";

    private final SideServices services;
    private final Answers answers;

    /** A resource over this service. */
    @Inject
    public ReplaysResource(SideServices services, Answers answers) {
        this.services = services;
        this.answers = answers;
    }

    /** Starts a replay, or tries one out. */
    @POST
    @Describe(
            value = "Replay dead letters through the connector (202), or see what would become of them (dry_run, 200)",
            status = 202,
            answer = Replay.class,
            others = {200, 400, 404, 409, 503})
    public void start(
            @PathParam("connector") String connector,
            @Nullable ReplayBody body,
            @Context UriInfo uri,
            @Context ContainerRequestContext request,
            @Suspended AsyncResponse answer) {
        Requests.query(uri, List.of());
        ReplayRequest wanted = Requests.replay(body).request(who(request));
        answers.send(
                answer,
                services.letters().replay(connector, wanted),
                replay -> wanted.dryRun()
                        ? Response.ok(replay).build()
                        : Response.accepted(replay)
                                .location(uri.getAbsolutePathBuilder()
                                        .path(replay.id())
                                        .build())
                                .build());
    }

    /** The replays that this worker remembers. */
    @GET
    @Describe(
            value = "The replays that this worker runs or has run since it started, the newest first",
            answer = Replay.class,
            shape = Shape.LIST,
            others = {404, 503})
    public List<Replay> list(@PathParam("connector") String connector, @Context UriInfo uri) {
        Requests.query(uri, List.of());
        return services.letters().replays(connector);
    }

    /** How far a replay is. */
    @GET
    @Path("/{id}")
    @Describe(
            value = "How far a replay is, and how it ended",
            answer = Replay.class,
            others = {404, 503})
    public Replay get(@PathParam("connector") String connector, @PathParam("id") String id, @Context UriInfo uri) {
        Requests.query(uri, List.of());
        return services.letters().replay(connector, id);
    }

    /** Ends a replay. */
    @DELETE
    @Path("/{id}")
    @Describe(
            value = "Cancel a replay; answers with it when it has ended",
            answer = Replay.class,
            others = {404, 503})
    public void cancel(
            @PathParam("connector") String connector,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context ContainerRequestContext request,
            @Suspended AsyncResponse answer) {
        Requests.query(uri, List.of());
        answers.send(answer, services.letters().cancel(connector, id, who(request)), replay -> replay);
    }

    /** The user whom a filter has found, or else the address that the request came from. */
    private static String who(ContainerRequestContext request) {
        Principal user = request.getSecurityContext().getUserPrincipal();
        return user != null && user.getName() != null ? user.getName() : "address:" + request.getProperty(ADDRESS);
    }
}
