package io.penstock.rest.resource;

import io.penstock.api.ConnectWorker;
import io.penstock.api.plugin.PluginCatalog;
import io.penstock.api.plugin.PluginInfo;
import io.penstock.api.plugin.PluginType;
import io.penstock.rest.model.ConfigKeyView;
import io.penstock.rest.model.ConfigReportView;
import io.penstock.rest.model.PluginView;
import io.penstock.rest.openapi.Describe;
import io.penstock.rest.openapi.Shape;
import io.penstock.rest.secret.Secrets;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plugins and their configuration keys. */
@Singleton
@Path("/connector-plugins")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PluginsResource {

    private static final List<PluginType> CONNECTORS = List.of(PluginType.SINK, PluginType.SOURCE);

    /** Those that Apache's {@code ConnectorPluginsResource} lists, in its order; the other types are not told. */
    private static final List<PluginType> LISTED = List.of(
            PluginType.SINK,
            PluginType.SOURCE,
            PluginType.TRANSFORMATION,
            PluginType.PREDICATE,
            PluginType.CONVERTER,
            PluginType.HEADER_CONVERTER);

    private final ConnectWorker worker;
    private final PluginCatalog catalog;
    private final Secrets secrets;
    private final Answers answers;

    /** A resource over this worker and these plugins. */
    @Inject
    public PluginsResource(ConnectWorker worker, PluginCatalog catalog, Secrets secrets, Answers answers) {
        this.worker = worker;
        this.catalog = catalog;
        this.secrets = secrets;
        this.answers = answers;
    }

    /** The plugins there are at this moment, connectors only unless told otherwise (KIP-769). */
    @GET
    @Describe(
            value = "The plugins that are there, connectors only unless told otherwise (KIP-769)",
            answer = PluginView.class,
            shape = Shape.LIST)
    public List<PluginView> list(@QueryParam("connectorsOnly") @DefaultValue("true") boolean connectorsOnly) {
        List<PluginInfo> plugins = catalog.plugins();
        return (connectorsOnly ? CONNECTORS : LISTED)
                .stream()
                        .flatMap(type -> plugins.stream().filter(plugin -> plugin.type() == type))
                        .map(PluginView::of)
                        .distinct()
                        .toList();
    }

    /** The configuration keys of a plugin (KIP-769), of one version if asked (KIP-891). */
    @GET
    @Path("/{plugin}/config")
    @Describe(
            value = "The configuration keys of a plugin (KIP-769, KIP-891)",
            answer = ConfigKeyView.class,
            shape = Shape.LIST,
            others = {400, 404})
    public void config(
            @PathParam("plugin") String plugin,
            @QueryParam("version") @DefaultValue("latest") String version,
            @Suspended AsyncResponse answer) {
        answers.send(answer, catalog.config(plugin, version), keys -> keys.stream()
                .map(ConfigKeyView::of)
                .toList());
    }

    /** Validates a connector configuration. */
    @PUT
    @Path("/{plugin}/config/validate")
    @Describe(
            value = "Validate a connector configuration",
            answer = ConfigReportView.class,
            others = {400})
    public void validate(
            @PathParam("plugin") String plugin,
            @Nullable Map<String, @Nullable String> body,
            @Suspended AsyncResponse answer) {
        Map<String, @Nullable String> config = Requests.config(body);
        Requests.checkPlugin(plugin, config);
        String name = config.get("name");
        Map<String, @Nullable String> restored = name == null ? config : secrets.restore(name, config);
        answers.send(answer, worker.validate(restored), report -> ConfigReportView.of(secrets.mask(report)));
    }
}
