package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.WorkerInfo;

/** The answer to {@code GET /}. */
public record ServerInfo(
        @JsonProperty("version") String version,
        @JsonProperty("commit") String commit,
        @JsonProperty("kafka_cluster_id") String clusterId) {

    /** The part of the worker's data that Apache's worker tells. */
    public static ServerInfo of(WorkerInfo info) {
        return new ServerInfo(info.version(), info.commit(), info.clusterId());
    }
}
