package io.penstock.core.config.clients;

import io.penstock.core.config.worker.WorkerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Settings of the worker's own Kafka clients. Pure; results hold secrets (I6). */
public final class WorkerClients {

    private static final List<String> NOT_FOR_ADMIN = List.of("admin.", "producer.", "consumer.", "penstock.");

    private WorkerClients() {}

    /** The worker's admin client, which looks up the cluster; client id {@code [<group.id>|connect]-[<client.id>-]shared-admin}. */
    public static Map<String, Object> admin(WorkerConfig worker) {
        Map<String, Object> settings = new HashMap<>(unprefixed(worker));
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, worker.bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId(worker) + "shared-admin");
        settings.putAll(worker.originalsWithPrefix("admin."));
        return settings;
    }

    /** The keys of the worker file that admin clients get though they are not meant for them alone. */
    static Map<String, String> unprefixed(WorkerConfig worker) {
        Map<String, String> settings = new HashMap<>(worker.originals());
        settings.keySet().removeIf(key -> NOT_FOR_ADMIN.stream().anyMatch(key::startsWith));
        return settings;
    }

    private static String clientId(WorkerConfig worker) {
        String base = worker.groupId().orElse("connect") + "-";
        String own = worker.originals()
                .getOrDefault(CommonClientConfigs.CLIENT_ID_CONFIG, "")
                .trim();
        return own.isEmpty() ? base : base + own + "-";
    }
}
