package io.penstock.api;

import java.util.Locale;

/** What a connector does; the REST API writes it in lower case. */
public enum ConnectorType {
    /** Brings records into Kafka. */
    SOURCE,
    /** Takes records out of Kafka. */
    SINK,
    /** The connector's plugin is not there, so nobody can tell. */
    UNKNOWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
