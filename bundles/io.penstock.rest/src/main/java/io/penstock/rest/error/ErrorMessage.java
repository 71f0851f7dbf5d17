package io.penstock.rest.error;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of every answer that is an error, as Apache's worker writes it.
 *
 * @param errorCode the HTTP status
 * @param message what went wrong and how to go on
 */
public record ErrorMessage(
        @JsonProperty("error_code") int errorCode,
        @JsonProperty("message") String message) {}
