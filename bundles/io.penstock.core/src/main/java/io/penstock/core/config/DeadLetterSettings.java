package io.penstock.core.config;

/**
 * {@code errors.deadletterqueue.*} of a connector.
 *
 * @param topic where failed records go
 * @param replicationFactor of the topic when it has to be created
 * @param contextHeaders whether the reason is written into headers
 */
public record DeadLetterSettings(String topic, short replicationFactor, boolean contextHeaders) {}
