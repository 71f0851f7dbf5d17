package io.penstock.api.deadletter;

import java.util.Locale;

/** Where replayed letters go. */
public enum ReplayTarget {
    /** Through the connector's own chain, as it is configured now. */
    CONNECTOR,
    /** Back to the topic that the record was in; for sink connectors only. */
    TOPIC;

    /** As it is written in requests. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
