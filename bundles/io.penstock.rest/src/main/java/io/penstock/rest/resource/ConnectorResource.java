package io.penstock.rest.resource;

import io.penstock.api.Change;
import io.penstock.api.ConnectWorker;
import io.penstock.api.ConnectorInfo;
import io.penstock.rest.model.ConnectorView;
import io.penstock.rest.openapi.Describe;
import io.penstock.rest.openapi.Shape;
import io.penstock.rest.secret.Secrets;
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
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One connector and its configuration. */
@Singleton
@Path("/connectors/{connector}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ConnectorResource {

    private final ConnectWorker worker;
    private final Secrets secrets;
    private final Answers answers;

    /** A resource over this worker. */
    @Inject
    public ConnectorResource(ConnectWorker worker, Secrets secrets, Answers answers) {
        this.worker = worker;
        this.secrets = secrets;
        this.answers = answers;
    }

    /** The connector as it was configured. */
    @GET
    @Describe(
            value = "A connector as it was configured",
            answer = ConnectorView.class,
            others = {404})
    public void get(@PathParam("connector") String connector, @Suspended AsyncResponse answer) {
        answers.send(answer, secrets.mask(worker.connector(connector)), ConnectorView::of);
    }

    /** Deletes it; its offsets stay. */
    @DELETE
    @Describe(
            value = "Delete a connector; its offsets stay",
            status = 204,
            others = {404, 409})
    public void delete(@PathParam("connector") String connector, @Suspended AsyncResponse answer) {
        answers.send(
                answer, worker.delete(connector), done -> Response.noContent().build());
    }

    /** Its configuration as the user wrote it. */
    @GET
    @Path("/config")
    @Describe(
            value = "The configuration of a connector",
            answer = String.class,
            shape = Shape.MAP,
            others = {404})
    public void config(@PathParam("connector") String connector, @Suspended AsyncResponse answer) {
        answers.send(answer, secrets.mask(worker.connector(connector)), ConnectorInfo::config);
    }

    /** Creates it or replaces its configuration. */
    @PUT
    @Path("/config")
    @Describe(
            value = "Create a connector (201) or replace its configuration (200)",
            answer = ConnectorView.class,
            others = {201, 400, 409})
    public void put(
            @PathParam("connector") String connector,
            @Nullable Map<String, @Nullable String> body,
            @Suspended AsyncResponse answer) {
        Map<String, @Nullable String> config = Requests.named(connector, Requests.config(body));
        CompletionStage<Change> written = worker.put(connector, secrets.restore(connector, config));
        answers.order(answer, written, this::masked, change -> {
            ConnectorView view = ConnectorView.of(change.info());
            return change.created()
                    ? ConnectorsResource.created(view)
                    : Response.ok(view).build();
        });
    }

    /** Changes single keys of its configuration; null removes one (KIP-477). */
    @PATCH
    @Path("/config")
    @Describe(
            value = "Change single keys of a configuration; null removes one (KIP-477)",
            answer = ConnectorView.class,
            others = {400, 404, 409})
    public void patch(
            @PathParam("connector") String connector,
            @Nullable Map<String, @Nullable String> body,
            @Suspended AsyncResponse answer) {
        Map<String, @Nullable String> changes = secrets.restore(connector, Requests.config(body));
        answers.order(answer, worker.patch(connector, changes), secrets::mask, ConnectorView::of);
    }

    private CompletionStage<Change> masked(Change change) {
        return secrets.mask(change.info()).thenApply(info -> new Change(change.created(), info));
    }
}
