package io.penstock.core.metrics;

import io.penstock.api.State;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** How long a task has been in which state (Apache: {@code StateTracker}). Thread-safe. */
final class StateClock {

    private final InstantSource clock;
    private final Map<State, Long> spent = new EnumMap<>(State.class);
    private final long start;
    private State state;
    private long since;

    StateClock(State initial, InstantSource clock) {
        this.clock = clock;
        this.state = initial;
        this.start = clock.millis();
        this.since = start;
    }

    synchronized void enter(State next) {
        long now = clock.millis();
        spent.merge(state, now - since, Long::sum);
        state = next;
        since = now;
    }

    /** The state's name as metrics show it: lower case. */
    synchronized String name() {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The fraction of the whole time that was spent in a state, 0 when no time has passed. */
    synchronized double ratio(State of) {
        long now = clock.millis();
        long total = now - start;
        if (total <= 0) {
            return 0;
        }
        long time = spent.getOrDefault(of, 0L) + (state == of ? now - since : 0);
        return (double) time / total;
    }
}
