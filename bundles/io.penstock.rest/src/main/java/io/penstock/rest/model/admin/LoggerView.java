package io.penstock.rest.model.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.logging.LoggerLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The level of a logger (KIP-495, KIP-976).
 *
 * @param level its name in upper case
 * @param lastModified when it was set over the API, in ms since 1970; null when it never was
 */
public record LoggerView(
        @JsonProperty("level") String level,
        @JsonProperty("last_modified") @Nullable Long lastModified) {

    /** The wire form of a level. */
    public static LoggerView of(LoggerLevel level) {
        Instant modified = level.lastModified();
        return new LoggerView(level.level(), modified == null ? null : modified.toEpochMilli());
    }
}
