package io.penstock.rest.resource;

import io.penstock.rest.model.offset.OffsetsMessage;
import io.penstock.rest.model.offset.OffsetsView;
import io.penstock.rest.model.offset.TopicsView;
import io.penstock.rest.openapi.Describe;
import io.penstock.rest.openapi.Shape;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a connector has come and which topics it uses. */
@Singleton
@Path("/connectors/{connector}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OffsetsResource {

    private final SideServices services;
    private final Answers answers;

    /** A resource over these services. */
    @Inject
    public OffsetsResource(SideServices services, Answers answers) {
        this.services = services;
        this.answers = answers;
    }

    /** Its offsets (KIP-875). */
    @GET
    @Path("/offsets")
    @Describe(
            value = "The offsets of a connector (KIP-875)",
            answer = OffsetsView.class,
            others = {404, 503})
    public void read(@PathParam("connector") String connector, @Suspended AsyncResponse answer) {
        answers.send(answer, services.offsets().read(connector), OffsetsView::of);
    }

    /** Changes the offsets of some partitions of a stopped connector (KIP-875). */
    @PATCH
    @Path("/offsets")
    @Describe(
            value = "Change offsets of a stopped connector; null resets a partition (KIP-875)",
            answer = OffsetsMessage.class,
            others = {400, 404, 503})
    public void alter(
            @PathParam("connector") String connector, @Nullable OffsetsView body, @Suspended AsyncResponse answer) {
        answers.send(answer, services.offsets().alter(connector, Requests.offsets(body)), OffsetsMessage::new);
    }

    /** Forgets all offsets of a stopped connector (KIP-875). */
    @DELETE
    @Path("/offsets")
    @Describe(
            value = "Reset all offsets of a stopped connector (KIP-875)",
            answer = OffsetsMessage.class,
            others = {400, 404, 503})
    public void reset(@PathParam("connector") String connector, @Suspended AsyncResponse answer) {
        answers.send(answer, services.offsets().reset(connector), OffsetsMessage::new);
    }

    /** The topics that it has used (KIP-558); none for an unknown connector, as Apache's worker has it. */
    @GET
    @Path("/topics")
    @Describe(
            value = "The topics that a connector has used (KIP-558)",
            answer = TopicsView.class,
            shape = Shape.MAP,
            others = {403, 503})
    public Map<String, TopicsView> topics(@PathParam("connector") String connector) {
        return TopicsView.of(connector, services.topics().of(connector));
    }

    /** Forgets the topics that it has used (KIP-558). */
    @PUT
    @Path("/topics/reset")
    @Describe(
            value = "Forget the topics that a connector has used (KIP-558)",
            status = 202,
            others = {403, 503})
    public void resetTopics(@PathParam("connector") String connector, @Suspended AsyncResponse answer) {
        answers.send(answer, services.topics().reset(connector), done -> Response.accepted()
                .build());
    }
}
