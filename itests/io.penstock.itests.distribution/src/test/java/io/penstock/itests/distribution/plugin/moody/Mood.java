package io.penstock.itests.distribution.plugin.moody;

import java.util.Map;

/** Throws where the configuration says. */
final class Mood {

    /** The method that throws, such as {@code start} or {@code task.poll}. */
    static final String THROW_IN = "throw.in";

    private final String throwIn;

    Mood(Map<String, String> config) {
        throwIn = config.getOrDefault(THROW_IN, "");
    }

    void visit(String method) {
        if (throwIn.equals(method)) {
            throw new IllegalStateException("moody " + method);
        }
    }
}
