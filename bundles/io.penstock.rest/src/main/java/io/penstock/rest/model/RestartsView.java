package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.restart.Restarts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the restart policy of a connector instance or a task is. Apache's worker has no such thing.
 *
 * @param attempt the restart that is waited for, or the last one; 0 when there was none since it began to count
 * @param max how many restarts there are at most, -1 for any number
 * @param next when it is restarted (ISO 8601, UTC), left out when no restart is waited for
 * @param givenUp whether it has failed and is not restarted by itself
 * @param reason what it has failed with, or why it is not restarted; left out when it has not failed
 */
public record RestartsView(
        @JsonProperty("attempt") int attempt,
        @JsonProperty("max") int max,

        @JsonProperty("next") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next,

        @JsonProperty("given_up") boolean givenUp,

        @JsonProperty("reason") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {

    /** The wire form; null when there is no policy. */
    static @Nullable RestartsView of(@Nullable Restarts restarts) {
        return restarts == null
                ? null
                : new RestartsView(
                        restarts.attempt(),
                        restarts.max(),
                        restarts.next() == null ? null : Objects.toString(restarts.next()),
                        restarts.givenUp(),
                        restarts.reason());
    }
}
