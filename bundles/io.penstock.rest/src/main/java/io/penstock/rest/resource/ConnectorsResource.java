package io.penstock.rest.resource;

import io.penstock.api.ConnectWorker;
import io.penstock.api.ConnectorInfo;
import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.rest.model.ConnectorView;
import io.penstock.rest.model.CreateConnectorRequest;
import io.penstock.rest.model.StatusView;
import io.penstock.rest.openapi.Describe;
import io.penstock.rest.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connectors as a whole. */
@Singleton
@Path("/connectors")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ConnectorsResource {

    private final ConnectWorker worker;
    private final Secrets secrets;
    private final Answers answers;

    /** A resource over this worker. */
    @Inject
    public ConnectorsResource(ConnectWorker worker, Secrets secrets, Answers answers) {
        this.worker = worker;
        this.secrets = secrets;
        this.answers = answers;
    }

    /**
     * The names, or with {@code expand} an object by name (KIP-465).
     *
     * @param expand {@code status} and {@code info}; others are ignored, as Apache's worker does
     */
    @GET
    @Describe(
            value = "The names of all connectors, or with expand=status and expand=info an object by name (KIP-465)",
            answer = Object.class)
    public void list(@QueryParam("expand") List<String> expand, @Suspended AsyncResponse answer) {
        List<String> names = worker.connectors();
        if (expand.isEmpty()) {
            answers.send(answer, CompletableFuture.completedFuture(names), all -> all);
            return;
        }
        Map<String, Map<String, Object>> expanded = new LinkedHashMap<>();
        List<CompletableFuture<?>> masked = new ArrayList<>();
        for (String name : names) {
            Map<String, Object> parts = parts(name, expand);
            if (parts != null) {
                expanded.put(name, parts);
                if (parts.get("info") instanceof ConnectorInfo info) {
                    masked.add(secrets.mask(info)
                            .thenAccept(shown -> parts.put("info", ConnectorView.of(shown)))
                            .toCompletableFuture());
                }
            }
        }
        answers.send(answer, CompletableFuture.allOf(masked.toArray(CompletableFuture<?>[]::new)), done -> expanded);
    }

    /** Creates a connector. */
    @POST
    @Describe(
            value = "Create a connector",
            status = 201,
            answer = ConnectorView.class,
            others = {400, 409})
    public void create(@Nullable CreateConnectorRequest body, @Suspended AsyncResponse answer) {
        CreateConnectorRequest request = Requests.creation(body);
        String name = request.name() == null ? "" : request.name().trim();
        Map<String, @Nullable String> config = Requests.named(name, Requests.config(request));
        answers.order(
                answer,
                worker.create(name, config, Requests.initialState(request.initialState())),
                secrets::mask,
                info -> created(ConnectorView.of(info)));
    }

    /** 201 with the connector's address under the host that the client asked. */
    static Response created(ConnectorView connector) {
        return Response.created(
                        UriBuilder.fromPath("/connectors").segment("{name}").build(connector.name()))
                .entity(connector)
                .build();
    }

    /** Null for a connector that went away while the list was made. */
    private @Nullable Map<String, Object> parts(String name, List<String> expand) {
        Map<String, Object> parts = new LinkedHashMap<>();
        boolean there = true;
        if (expand.contains("status")) {
            there = put(parts, "status", () -> StatusView.of(worker.status(name)));
        }
        if (there && expand.contains("info")) {
            there = put(parts, "info", () -> worker.connector(name));
        }
        return there ? parts : null;
    }

    private static boolean put(Map<String, Object> parts, String part, Supplier<Object> read) {
        try {
            parts.put(part, read.get());
            return true;
        } catch (WorkerException e) {
            if (e.code() == ErrorCode.CONNECTOR_NOT_FOUND || e.code() == ErrorCode.STATUS_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
