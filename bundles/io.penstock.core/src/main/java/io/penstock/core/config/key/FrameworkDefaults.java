package io.penstock.core.config.key;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.jspecify.annotations.Nullable;

/**
 * What the framework's definition of a connector's keys takes from its surroundings: the worker's converters and the
 * plugins that are there.
 *
 * @param connectorVersion the newest version of the connector
 * @param recommendConnectorVersion recommends its versions
 * @param key the key converter
 * @param value the value converter
 * @param header the header converter
 */
public record FrameworkDefaults(
        @Nullable String connectorVersion,
        @Nullable Recommender recommendConnectorVersion,
        Converter key,
        Converter value,
        Converter header) {

    /**
     * Defaults of one converter.
     *
     * @param keyType CLASS for showing the definition, STRING for reading a configuration with it
     * @param className the worker's converter
     * @param version the version that is used when the connector chooses none
     * @param recommendClass recommends converters
     * @param recommendVersion recommends versions of the chosen one
     */
    public record Converter(
            ConfigDef.Type keyType,
            @Nullable String className,
            @Nullable String version,
            @Nullable Recommender recommendClass,
            @Nullable Recommender recommendVersion) {

        /** No defaults, for showing. */
        public static final Converter NONE = new Converter(ConfigDef.Type.CLASS, null, null, null, null);
    }

    /** Definitions without a worker, for showing. */
    public static FrameworkDefaults none() {
        return version(null);
    }

    /** Definitions of a certain connector without a worker, for showing. */
    public static FrameworkDefaults version(@Nullable String connectorVersion) {
        return new FrameworkDefaults(connectorVersion, null, Converter.NONE, Converter.NONE, Converter.NONE);
    }
}
