package io.penstock.rest.resource;

import io.penstock.rest.model.admin.LoggerView;
import io.penstock.rest.openapi.Describe;
import io.penstock.rest.openapi.Shape;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The levels of loggers (KIP-495, KIP-976). */
@Singleton
@Path("/admin/loggers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LoggersResource {

    private final SideServices services;
    private final Answers answers;

    /** A resource over this service. */
    @Inject
    public LoggersResource(SideServices services, Answers answers) {
        this.services = services;
        this.answers = answers;
    }

    /** The loggers that have a level of their own. */
    @GET
    @Describe(
            value = "The loggers that have a level of their own (KIP-495)",
            answer = LoggerView.class,
            shape = Shape.MAP,
            others = {503})
    public Map<String, LoggerView> list() {
        Map<String, LoggerView> loggers = new TreeMap<>();
        services.levels().levels().forEach((name, level) -> loggers.put(name, LoggerView.of(level)));
        return loggers;
    }

    /** One logger's level. */
    @GET
    @Path("/{logger}")
    @Describe(
            value = "The level of a logger (KIP-495)",
            answer = LoggerView.class,
            others = {404, 503})
    public LoggerView get(@PathParam("logger") String logger) {
        return LoggerView.of(services.levels().level(logger));
    }

    /**
     * Sets the level of a logger and of those below it.
     *
     * @param body {@code {"level":"DEBUG"}}
     * @param scope {@code cluster} answers 204; anything else counts as {@code worker}, as in Apache's worker, and is
     *     answered with the loggers that were changed
     * @param keep whether the level survives a restart of the worker; Apache's worker has no such parameter
     */
    @PUT
    @Path("/{logger}")
    @Describe(
            value =
                    "Set the level of a logger and those below it (KIP-495, KIP-976); scope is worker (200) or cluster (204)",
            answer = String.class,
            shape = Shape.LIST,
            others = {204, 400, 404, 503})
    public void set(
            @PathParam("logger") String logger,
            @Nullable Map<String, @Nullable String> body,
            @QueryParam("scope") @DefaultValue("worker") String scope,
            @QueryParam("keep") @DefaultValue("false") String keep,
            @Suspended AsyncResponse answer) {
        boolean cluster = scope.toLowerCase(Locale.ROOT).equals("cluster");
        String level = Requests.level(body);
        boolean lasting = Requests.flag("keep", keep);
        answers.send(answer, services.levels().set(logger, level, lasting), changed -> {
            if (cluster) {
                return Response.noContent().build();
            }
            return changed;
        });
    }
}
