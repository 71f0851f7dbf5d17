package io.penstock.deployer.describe;

/**
 * The interfaces a Kafka Connect plugin can be listed under.
 *
 * <p>The set is the one Kafka's {@code ServiceLoaderScanner} looks for. Names, not classes: nothing here needs Kafka on
 * the class path.
 */
public enum PluginInterface {
    /** Connectors that write into Kafka. */
    SOURCE_CONNECTOR("org.apache.kafka.connect.source.SourceConnector"),
    /** Connectors that read from Kafka. */
    SINK_CONNECTOR("org.apache.kafka.connect.sink.SinkConnector"),
    /** Key and value converters. */
    CONVERTER("org.apache.kafka.connect.storage.Converter"),
    /** Converters of record headers. */
    HEADER_CONVERTER("org.apache.kafka.connect.storage.HeaderConverter"),
    /** Single message transforms. */
    TRANSFORMATION("org.apache.kafka.connect.transforms.Transformation"),
    /** Conditions of transforms. */
    PREDICATE("org.apache.kafka.connect.transforms.predicates.Predicate"),
    /** Sources of {@code ${provider:path:key}} variables. */
    CONFIG_PROVIDER("org.apache.kafka.common.config.provider.ConfigProvider"),
    /** Policies for the client settings that a connector may override. */
    CLIENT_OVERRIDE_POLICY("org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy"),
    /** Extensions of the REST API. */
    REST_EXTENSION("org.apache.kafka.connect.rest.ConnectRestExtension");

    private final String className;

    PluginInterface(String className) {
        this.className = className;
    }

    /** The interface's full name, which is also the name of its service. */
    public String className() {
        return className;
    }

    /** Where an archive lists the classes that implement this interface. */
    public String servicesEntry() {
        return "META-INF/services/" + className;
    }
}
