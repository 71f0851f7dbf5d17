package io.penstock.rest.model.offset;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What came of a change of offsets.
 *
 * @param message a sentence for people
 */
public record OffsetsMessage(@JsonProperty("message") String message) {}
