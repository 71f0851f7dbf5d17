package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.config.ConfigKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The definition of a configuration key. */
public record ConfigKeyView(
        @JsonProperty("name") String name,
        @JsonProperty("type") String type,
        @JsonProperty("required") boolean required,
        @JsonProperty("default_value") @Nullable String defaultValue,
        @JsonProperty("importance") String importance,
        @JsonProperty("documentation") String documentation,
        @JsonProperty("group") @Nullable String group,
        @JsonProperty("order_in_group") int orderInGroup,
        @JsonProperty("width") String width,
        @JsonProperty("display_name") String displayName,
        @JsonProperty("dependents") List<String> dependents) {

    /** The wire form of a definition. */
    public static ConfigKeyView of(ConfigKey key) {
        return new ConfigKeyView(
                key.name(),
                key.type(),
                key.required(),
                key.defaultValue(),
                key.importance(),
                key.documentation(),
                key.group(),
                key.orderInGroup(),
                key.width(),
                key.displayName(),
                key.dependents());
    }
}
