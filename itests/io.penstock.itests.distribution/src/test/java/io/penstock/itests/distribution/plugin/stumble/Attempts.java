package io.penstock.itests.distribution.plugin.stumble;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.errors.RetriableException;

/** Counts how often something was tried, and lets the first attempts fail. */
final class Attempts {

    private static final int FAILING = 2;

    private final Map<String, Integer> made = new ConcurrentHashMap<>();

    /** Fails twice for each text, in a way that is worth another attempt. */
    void next(String what, String text) {
        int attempt = made.merge(text, 1, Integer::sum);
        if (attempt <= FAILING) {
            throw new RetriableException(what + " stumbles over " + text + ", attempt " + attempt);
        }
    }
}
