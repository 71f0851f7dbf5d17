package io.penstock.core.pipeline.convert;

import io.penstock.core.pipeline.Part;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;

/**
 * The three converters of a connector.
 *
 * @param key for record keys
 * @param value for record values
 * @param header for record headers
 */
public record Converters(Part<Converter> key, Part<Converter> value, Part<HeaderConverter> header) {}
