package io.penstock.rest.model.offset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Set;

/**
 * The topics that a connector uses (KIP-558).
 *
 * @param topics their names
 */
public record TopicsView(@JsonProperty("topics") Set<String> topics) {

    /** The wire form: an object whose only field is named like the connector. */
    public static Map<String, TopicsView> of(String connector, Set<String> topics) {
        return Map.of(connector, new TopicsView(topics));
    }
}
