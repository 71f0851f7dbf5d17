package io.penstock.rest.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.api.ConnectWorker;
import io.penstock.rest.openapi.Describe;
import io.penstock.rest.openapi.OpenApi;
import io.penstock.rest.openapi.Yaml;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The description of all this, read off the resources when it is asked for. */
@Singleton
@Path("/")
public final class OpenApiResource {

    private static final String YAML = "application/yaml";

    private final ConnectWorker worker;

    /** A resource over this worker. */
    @Inject
    public OpenApiResource(ConnectWorker worker) {
        this.worker = worker;
    }

    /** OpenAPI 3, as JSON. */
    @GET
    @Path("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Describe(value = "The description of this API", answer = Object.class)
    public ObjectNode json() {
        return OpenApi.of(Resources.ALL, worker.info().version());
    }

    /** OpenAPI 3, as YAML. */
    @GET
    @Path("/openapi.yaml")
    @Produces(YAML)
    @Describe(value = "The description of this API", answer = Object.class, media = YAML)
    public String yaml() {
        return Yaml.of(json());
    }
}
