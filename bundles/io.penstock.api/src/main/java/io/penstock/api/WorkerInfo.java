package io.penstock.api;

/**
 * What the worker is.
 *
 * @param version the Kafka Connect version that it is compatible with, as {@code GET /} tells it
 * @param commit the commit of that Kafka version
 * @param clusterId the Kafka cluster's id
 * @param workerId advertised host and port
 * @param productVersion Penstock's own version
 * @param distributed whether it is a member of a group
 */
public record WorkerInfo(
        String version, String commit, String clusterId, String workerId, String productVersion, boolean distributed) {}
