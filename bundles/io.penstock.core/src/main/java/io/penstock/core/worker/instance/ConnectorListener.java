package io.penstock.core.worker.instance;

import io.penstock.api.State;
import org.jspecify.annotations.Nullable;

/** Hears of a connector instance, on the instance's thread or the plugin's; returns at once. Not after fencing (I5). */
public interface ConnectorListener {

    /** It is in another state. The version is the plugin's own word, null when not known; failure is set when FAILED. */
    void state(State state, @Nullable String version, @Nullable Throwable failure);

    /** The connector wants to be asked for task configurations again. */
    void reconfigurationRequested();
}
