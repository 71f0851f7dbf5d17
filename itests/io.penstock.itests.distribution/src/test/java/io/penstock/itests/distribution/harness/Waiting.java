package io.penstock.itests.distribution.harness;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long the tests wait for what has to come: long enough for a machine that builds something else meanwhile. */
public final class Waiting {

    private Waiting() {}

    /** Waits for something that takes seconds at most on a machine with nothing else to do. */
    public static ConditionFactory soon(String what) {
        return upTo(60, what);
    }

    /** Waits for a state; an assertion in the condition may fail until it holds. */
    public static ConditionFactory upTo(long seconds, String what) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(100))
                .pollDelay(Duration.ZERO);
    }
}
