package io.penstock.rest.resource;

import io.penstock.api.ErrorCode;
import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.logging.LoggerLevels;
import io.penstock.api.offset.ConnectorOffsets;
import io.penstock.api.topic.ActiveTopics;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The services beside the worker. Each comes and goes on its own, so it is asked for with every request; without it the
 * answer is 503. Thread-safe.
 */
public final class SideServices {

    private final Supplier<@Nullable ConnectorOffsets> offsets;
    private final Supplier<@Nullable ActiveTopics> topics;
    private final Supplier<@Nullable LoggerLevels> levels;
    private final Supplier<@Nullable DeadLetterQueues> letters;

    /** Services that are looked up here; a supplier brings null while there is none. */
    public SideServices(
            Supplier<@Nullable ConnectorOffsets> offsets,
            Supplier<@Nullable ActiveTopics> topics,
            Supplier<@Nullable LoggerLevels> levels,
            Supplier<@Nullable DeadLetterQueues> letters) {
        this.offsets = offsets;
        this.topics = topics;
        this.levels = levels;
        this.letters = letters;
    }

    ConnectorOffsets offsets() {
        return there(offsets, "Offsets", ConnectorOffsets.class);
    }

    ActiveTopics topics() {
        return there(topics, "Topics of connectors", ActiveTopics.class);
    }

    LoggerLevels levels() {
        return there(levels, "Log levels", LoggerLevels.class);
    }

    DeadLetterQueues letters() {
        return there(letters, "Dead letters", DeadLetterQueues.class);
    }

    private static <T> T there(Supplier<@Nullable T> lookup, String what, Class<T> service) {
        @Nullable T found = lookup.get();
        if (found == null) {
            throw ErrorCode.UNAVAILABLE.of(what + " can be neither read nor changed at the moment: there is no service "
                    + service.getName() + ". The worker is starting or stopping, or a bundle is missing.");
        }
        return found;
    }
}
