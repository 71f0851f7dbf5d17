package io.penstock.core.task.state;

import io.penstock.api.State;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a task is doing.
 *
 * <pre>
 * STARTING &lt;-&gt; PAUSED &lt;-&gt; RUNNING
 *     |         |          |
 *     +---------+----------+--&gt; STOPPING --&gt; ENDED
 *     |         |          |       |           ^
 *     +---------+----------+-------+--&gt; FAILED +
 *     any of these -------------------&gt; FENCED +
 * </pre>
 */
public enum Phase {
    /** Its parts are being made, or its code is in {@code start}. */
    STARTING,
    /** It moves no records by order of the user; before its start it has not even been made. */
    PAUSED,
    /** It moves records. */
    RUNNING,
    /** It was ordered to stop: finishes its batch, flushes, commits, closes. */
    STOPPING,
    /** Something threw; it is cleaning up. */
    FAILED,
    /** It was cut off: whatever its thread still does, nobody hears of it (I5). */
    FENCED,
    /** Its thread is done. */
    ENDED;

    /** Whether this phase may be followed by another. */
    public boolean mayBecome(Phase next) {
        return switch (this) {
            case STARTING, RUNNING ->
                Set.of(PAUSED, RUNNING, STOPPING, FAILED, FENCED).contains(next) && next != this;
            case PAUSED -> Set.of(STARTING, RUNNING, STOPPING, FAILED, FENCED).contains(next);
            case STOPPING -> Set.of(FAILED, FENCED, ENDED).contains(next);
            case FAILED -> Set.of(FENCED, ENDED).contains(next);
            case FENCED -> next == ENDED;
            case ENDED -> false;
        };
    }

    /** Whether the task is on its way out: every wait ends and no new work is begun. */
    public boolean ending() {
        return compareTo(STOPPING) >= 0;
    }

    /** The state that is published when this phase begins, or null when none is. */
    @Nullable State published() {
        return switch (this) {
            case PAUSED -> State.PAUSED;
            case RUNNING -> State.RUNNING;
            case FAILED -> State.FAILED;
            case STARTING, STOPPING, FENCED, ENDED -> null;
        };
    }
}
