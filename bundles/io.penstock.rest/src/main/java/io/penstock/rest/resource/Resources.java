package io.penstock.rest.resource;

import java.util.List;

/** What the API consists of. */
public final class Resources {

    /** All resource classes. What is not named here is not served. */
    public static final List<Class<?>> ALL = List.of(
            RootResource.class,
            ConnectorsResource.class,
            ConnectorResource.class,
            LifecycleResource.class,
            OffsetsResource.class,
            LoggersResource.class,
            PluginsResource.class,
            DeadLettersResource.class,
            ReplaysResource.class,
            OpenApiResource.class);

    private Resources() {}
}
