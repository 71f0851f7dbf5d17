package io.penstock.rest.resource;

import io.penstock.api.ConnectWorker;
import io.penstock.api.Health;
import io.penstock.rest.model.HealthInfo;
import io.penstock.rest.model.ServerInfo;
import io.penstock.rest.openapi.Describe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What the worker is and whether it works. */
@Singleton
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RootResource {

    private final ConnectWorker worker;
    private final Answers answers;

    /** A resource over this worker. */
    @Inject
    public RootResource(ConnectWorker worker, Answers answers) {
        this.worker = worker;
        this.answers = answers;
    }

    /** Version, commit and cluster. */
    @GET
    @Describe(value = "Version, commit and Kafka cluster of the worker", answer = ServerInfo.class)
    public ServerInfo info() {
        return ServerInfo.of(worker.info());
    }

    /** 200 when the control loop answers, 503 while starting, 500 when it does not (KIP-1017). */
    @GET
    @Path("/health")
    @Describe(
            value = "Whether the worker does its work (KIP-1017)",
            answer = HealthInfo.class,
            others = {500, 503},
            failure = HealthInfo.class)
    public void health(@Suspended AsyncResponse answer) {
        answers.send(answer, worker.health(), health -> Response.status(status(health))
                .entity(HealthInfo.of(health))
                .build());
    }

    private static Response.Status status(Health health) {
        return switch (health.level()) {
            case HEALTHY -> Response.Status.OK;
            case STARTING -> Response.Status.SERVICE_UNAVAILABLE;
            case UNHEALTHY -> Response.Status.INTERNAL_SERVER_ERROR;
        };
    }
}
