package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /connectors}.
 *
 * @param name the connector's name
 * @param config its configuration; values may be null so that validation can name them
 * @param initialState RUNNING, PAUSED or STOPPED in any case (KIP-980), or null
 */
public record CreateConnectorRequest(
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("config") @Nullable Map<String, @Nullable String> config,
        @JsonProperty("initial_state") @Nullable String initialState) {}
