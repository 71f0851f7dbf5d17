package io.penstock.launcher.framework;

import java.util.List;

/**
 * What the worker's services say about it once it is up.
 *
 * @param mode standalone or distributed
 * @param clusterId of the Kafka cluster
 * @param bootstrapServers the brokers it connected to
 * @param plugins number of plugins found
 * @param restUrls where the REST API is
 */
public record WorkerUp(String mode, String clusterId, String bootstrapServers, int plugins, List<String> restUrls) {
    public WorkerUp {
        restUrls = List.copyOf(restUrls);
    }
}
