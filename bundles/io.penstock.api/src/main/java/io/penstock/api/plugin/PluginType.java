package io.penstock.api.plugin;

import java.util.Locale;

/** The kinds of plugin (Apache: {@code isolation.PluginType}), with the interface each is registered under. */
public enum PluginType {
    /** Source connectors. */
    SOURCE("org.apache.kafka.connect.source.SourceConnector"),
    /** Sink connectors. */
    SINK("org.apache.kafka.connect.sink.SinkConnector"),
    /** Key and value converters. */
    CONVERTER("org.apache.kafka.connect.storage.Converter"),
    /** Header converters. */
    HEADER_CONVERTER("org.apache.kafka.connect.storage.HeaderConverter"),
    /** Single message transforms. */
    TRANSFORMATION("org.apache.kafka.connect.transforms.Transformation"),
    /** Predicates of transforms. */
    PREDICATE("org.apache.kafka.connect.transforms.predicates.Predicate"),
    /** Providers of configuration variables. */
    CONFIGPROVIDER("org.apache.kafka.common.config.provider.ConfigProvider"),
    /** Extensions of the REST API. */
    REST_EXTENSION("org.apache.kafka.connect.rest.ConnectRestExtension"),
    /** Policies for client overrides. */
    CONNECTOR_CLIENT_CONFIG_OVERRIDE_POLICY(
            "org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy");

    private final String serviceInterface;

    PluginType(String serviceInterface) {
        this.serviceInterface = serviceInterface;
    }

    /** The name of the Connect interface that such a plugin is registered under as a service. */
    public String serviceInterface() {
        return serviceInterface;
    }

    /** The form that the REST API writes: {@code header_converter}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
