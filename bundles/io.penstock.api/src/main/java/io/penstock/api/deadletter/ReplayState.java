package io.penstock.api.deadletter;

import java.util.Locale;

/** How far a replay is. */
public enum ReplayState {
    /** It runs. */
    RUNNING,
    /** It has come to the end of the selection, whatever became of the letters. */
    COMPLETED,
    /** Somebody cancelled it. */
    CANCELLED,
    /** It ended by itself before it was through: the connector changed, a plugin or the worker left. */
    ENDED,
    /** It could not go on. */
    FAILED;

    /** As it is written in answers. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
