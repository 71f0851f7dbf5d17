package io.penstock.itests.distribution.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An answer of the REST API.
 *
 * @param status HTTP status
 * @param body the body in JSON; a missing node when it is empty
 * @param location the header of that name
 */
public record RestAnswer(int status, JsonNode body, Optional<String> location) {

    /** The text of an error answer. */
    public String message() {
        return body.path("message").asText();
    }

    @Override
    public String toString() {
        return status + " " + body;
    }
}
