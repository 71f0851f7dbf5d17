package io.penstock.core.worker.compose;

import io.penstock.api.WorkerInfo;
import io.penstock.core.config.worker.WorkerConfig;
import java.net.URI;
import org.apache.kafka.common.utils.AppInfoParser;
import org.osgi.framework.FrameworkUtil;

/** Who the worker is. Thread-safe. */
final class Identity {

    private static final int DEFAULT_PORT = 8083;

    private final String clusterId;
    private final boolean distributed;
    private volatile String workerId;

    Identity(WorkerConfig config, String clusterId) {
        this.clusterId = clusterId;
        this.distributed = config.distributed();
        this.workerId = expected(config);
    }

    /** Host and port under which the worker will most likely be reached; corrected when its listeners are bound. */
    private static String expected(WorkerConfig config) {
        URI listener = config.listeners().stream()
                .map(text -> URI.create(text.replace("://:", "://localhost:")))
                .findFirst()
                .orElse(URI.create("http://localhost:" + DEFAULT_PORT));
        String host = config.originals().getOrDefault("rest.advertised.host.name", listener.getHost());
        String port = config.originals().getOrDefault("rest.advertised.port", String.valueOf(listener.getPort()));
        return host + ":" + port;
    }

    void advertised(String hostAndPort) {
        workerId = hostAndPort;
    }

    String workerId() {
        return workerId;
    }

    WorkerInfo info() {
        var bundle = FrameworkUtil.getBundle(Identity.class);
        return new WorkerInfo(
                AppInfoParser.getVersion(),
                AppInfoParser.getCommitId(),
                clusterId,
                workerId,
                bundle == null ? "unknown" : bundle.getVersion().toString(),
                distributed);
    }
}
