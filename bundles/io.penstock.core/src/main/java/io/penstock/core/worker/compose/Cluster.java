package io.penstock.core.worker.compose;

import io.penstock.api.startup.StartupFailure;
import io.penstock.core.config.clients.WorkerClients;
import io.penstock.core.config.worker.WorkerConfig;
import io.penstock.core.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.TimeoutException;

/** Asks the Kafka cluster who it is: the first contact, which fails when no broker can be reached. */
final class Cluster {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Cluster() {}

    /**
     * The cluster's id. Blocks.
     *
     * @throws StartFailure BROKER_UNREACHABLE when no broker answers within 30 s, CONFIG_INVALID when the settings of
     *     the client are wrong
     */
    static String id(WorkerConfig config, KafkaClients clients) throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(WorkerClients.admin(config));
        try (Admin admin = clients.admin(settings)) {
            int ms = (int) PATIENCE.toMillis();
            String id = admin.describeCluster(new DescribeClusterOptions().timeoutMs(ms))
                    .clusterId()
                    .get(ms + 5000L, TimeUnit.MILLISECONDS);
            return Objects.requireNonNullElse(id, "");
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof TimeoutException) {
                throw unreachable(config, cause);
            }
            throw new StartFailure(
                    StartupFailure.Code.BROKER_UNREACHABLE,
                    "The Kafka cluster at " + config.bootstrapServers() + " (bootstrap.servers) refused the worker: "
                            + cause.getMessage(),
                    "Check the security.protocol, sasl.* and ssl.* keys of the worker file.",
                    cause);
        } catch (java.util.concurrent.TimeoutException e) {
            throw unreachable(config, e);
        } catch (org.apache.kafka.common.KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartFailure(
                    StartupFailure.Code.CONFIG_INVALID,
                    "No client for the Kafka cluster can be made from the worker file: " + cause.getMessage(),
                    "Check bootstrap.servers and the security keys of the worker file.",
                    e);
        }
    }

    private static StartFailure unreachable(WorkerConfig config, Throwable cause) {
        return new StartFailure(
                StartupFailure.Code.BROKER_UNREACHABLE,
                "No Kafka broker answered at " + config.bootstrapServers() + " (bootstrap.servers) within "
                        + PATIENCE.toSeconds() + " s",
                "Start the broker, or correct bootstrap.servers and the security keys in the worker file.",
                cause);
    }
}
