package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.config.ConfigKeyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of a configuration key with what is wrong with it. */
public record ConfigValueView(
        @JsonProperty("name") String name,
        @JsonProperty("value") @Nullable String value,
        @JsonProperty("recommended_values") List<String> recommendedValues,
        @JsonProperty("errors") List<String> errors,
        @JsonProperty("visible") boolean visible) {

    /** The wire form of a value. */
    public static ConfigValueView of(ConfigKeyValue value) {
        return new ConfigValueView(
                value.name(), value.value(), value.recommendedValues(), value.errors(), value.visible());
    }
}
