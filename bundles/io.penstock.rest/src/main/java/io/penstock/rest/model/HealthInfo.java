package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.Health;
import java.util.Locale;

/** The answer to {@code GET /health} (KIP-1017). */
public record HealthInfo(
        @JsonProperty("status") String status,
        @JsonProperty("message") String message) {

    /** The wire form, its level in lower case. */
    public static HealthInfo of(Health health) {
        return new HealthInfo(health.level().name().toLowerCase(Locale.ROOT), health.message());
    }
}
