package io.penstock.core.config.worker;

import io.penstock.core.config.key.WorkerKeys;
import io.penstock.core.plugin.PluginScope;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Finds keys of a worker file that nothing reads, most often misspelt ones. */
final class UnknownKeys {

    /** Keys that pass on what stands behind them. */
    private static final List<String> PREFIXES = List.of(
            "producer.",
            "consumer.",
            "admin.",
            "key.converter.",
            "value.converter.",
            "header.converter.",
            "config.providers.",
            "listeners.https.",
            "admin.listeners.https.",
            "metrics.context.",
            "config.storage.",
            "offset.storage.",
            "status.storage.",
            "sasl.",
            "ssl.",
            "internal.key.converter",
            "internal.value.converter",
            "penstock.",
            "service.",
            "felix.fileinstall.");

    /** Keys of a worker that is a member of a group; checked when it becomes one. */
    private static final Set<String> DISTRIBUTED = Set.of(
            "group.id",
            "rebalance.timeout.ms",
            "exactly.once.source.support",
            "worker.sync.timeout.ms",
            "worker.unsync.backoff.ms",
            "connect.protocol",
            "scheduled.rebalance.max.delay.ms",
            "inter.worker.key.ttl.ms",
            "inter.worker.key.generation.algorithm",
            "inter.worker.key.size",
            "inter.worker.signature.algorithm",
            "inter.worker.verification.algorithms");

    private static final int FARTHEST = 3;

    private UnknownKeys() {}

    /** Unknown keys in order, each with the known key that was perhaps meant. */
    static Map<String, Optional<String>> in(Collection<String> keys, Set<String> known) {
        Map<String, Optional<String>> unknown = new TreeMap<>();
        // A first touch of Kafka's configuration classes under a foreign context class loader would spoil them for
        // good.
        try (PluginScope kafka = PluginScope.enter(ConfigDef.class.getClassLoader())) {
            for (String key : keys) {
                if (!isKnown(key, known)) {
                    unknown.put(key, nearest(key, known));
                }
            }
        }
        return unknown;
    }

    private static boolean isKnown(String key, Set<String> known) {
        return known.contains(key)
                || key.equals(WorkerKeys.OVERRIDE_ALLOWLIST)
                || DISTRIBUTED.contains(key)
                || AdminClientConfig.configNames().contains(key)
                || ConsumerConfig.configNames().contains(key)
                || PREFIXES.stream().anyMatch(key::startsWith);
    }

    private static Optional<String> nearest(String key, Set<String> known) {
        return known.stream()
                .filter(candidate -> distance(key, candidate) <= FARTHEST)
                .min(Comparator.comparing((String candidate) -> distance(key, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters have to be put in, left out or changed to get from one text to the other (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
