package io.penstock.api;

/**
 * What a write of a connector's configuration led to.
 *
 * @param created whether the connector is new
 * @param info the connector after the write
 */
public record Change(boolean created, ConnectorInfo info) {}
