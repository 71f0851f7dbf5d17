package io.penstock.rest.resource;

import io.penstock.api.ConnectWorker;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.api.TaskInfo;
import io.penstock.rest.model.InstanceView;
import io.penstock.rest.model.StatusView;
import io.penstock.rest.model.TaskView;
import io.penstock.rest.openapi.Describe;
import io.penstock.rest.openapi.Shape;
import io.penstock.rest.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** How a connector and its tasks are, and the orders that change it. */
@Singleton
@Path("/connectors/{connector}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LifecycleResource {

    private final ConnectWorker worker;
    private final Secrets secrets;
    private final Answers answers;

    /** A resource over this worker. */
    @Inject
    public LifecycleResource(ConnectWorker worker, Secrets secrets, Answers answers) {
        this.worker = worker;
        this.secrets = secrets;
        this.answers = answers;
    }

    /** The status of the connector and its tasks. */
    @GET
    @Path("/status")
    @Describe(
            value = "The status of a connector and its tasks",
            answer = StatusView.class,
            others = {404})
    public StatusView status(@PathParam("connector") String connector) {
        return StatusView.of(worker.status(connector));
    }

    /** The tasks with their configurations. */
    @GET
    @Path("/tasks")
    @Describe(
            value = "The tasks of a connector with their configurations",
            answer = TaskView.class,
            shape = Shape.LIST,
            others = {404})
    public void tasks(@PathParam("connector") String connector, @Suspended AsyncResponse answer) {
        List<TaskInfo> tasks = worker.tasks(connector);
        answers.send(answer, secrets.mask(connector, tasks), shown -> shown.stream()
                .map(TaskView::of)
                .toList());
    }

    /** The status of one task. */
    @GET
    @Path("/tasks/{task: [0-9]+}/status")
    @Describe(
            value = "The status of a task",
            answer = InstanceView.class,
            others = {404})
    public InstanceView status(@PathParam("connector") String connector, @PathParam("task") int task) {
        return InstanceView.task(task, worker.status(new TaskId(connector, task)));
    }

    /** Pauses it (KIP-52). */
    @PUT
    @Path("/pause")
    @Describe(
            value = "Pause a connector and its tasks (KIP-52)",
            status = 202,
            others = {404})
    public void pause(@PathParam("connector") String connector, @Suspended AsyncResponse answer) {
        answers.send(answer, worker.target(connector, TargetState.PAUSED), done -> Response.accepted()
                .build());
    }

    /** Lets it run again (KIP-52). */
    @PUT
    @Path("/resume")
    @Describe(
            value = "Let a connector run again (KIP-52)",
            status = 202,
            others = {404})
    public void resume(@PathParam("connector") String connector, @Suspended AsyncResponse answer) {
        answers.send(answer, worker.target(connector, TargetState.STARTED), done -> Response.accepted()
                .build());
    }

    /** Takes its tasks away (KIP-875). */
    @PUT
    @Path("/stop")
    @Describe(
            value = "Stop a connector and take its tasks away (KIP-875)",
            status = 204,
            others = {404, 409})
    public void stop(@PathParam("connector") String connector, @Suspended AsyncResponse answer) {
        answers.send(answer, worker.target(connector, TargetState.STOPPED), done -> Response.noContent()
                .build());
    }

    /** Restarts the connector instance alone (204), or as the parameters say (202 with the status; KIP-745). */
    @POST
    @Path("/restart")
    @Describe(
            value = "Restart a connector (204), with parameters also its tasks or only what failed (202, KIP-745)",
            status = 202,
            answer = StatusView.class,
            others = {204, 404, 409})
    public void restart(
            @PathParam("connector") String connector,
            @QueryParam("includeTasks") @DefaultValue("false") boolean includeTasks,
            @QueryParam("onlyFailed") @DefaultValue("false") boolean onlyFailed,
            @Suspended AsyncResponse answer) {
        answers.send(answer, worker.restart(connector, includeTasks, onlyFailed), status -> {
            if (!includeTasks && !onlyFailed) {
                return Response.noContent().build();
            }
            return Response.accepted(StatusView.of(status)).build();
        });
    }

    /** Restarts one task. */
    @POST
    @Path("/tasks/{task: [0-9]+}/restart")
    @Describe(
            value = "Restart a task",
            status = 204,
            others = {404, 409})
    public void restart(
            @PathParam("connector") String connector, @PathParam("task") int task, @Suspended AsyncResponse answer) {
        answers.send(answer, worker.restart(new TaskId(connector, task)), done -> Response.noContent()
                .build());
    }
}
