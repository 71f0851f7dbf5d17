package io.penstock.api;

import io.penstock.api.config.ConfigReport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The worker as REST, shell and deployer see it; registered as a service once it has started.
 *
 * <p>Service properties: {@code penstock.version}, {@code penstock.mode} (standalone or distributed), {@code
 * kafka.cluster.id}, {@code bootstrap.servers}, {@code worker.id}, {@code plugins} (how many).
 *
 * <p>Reads throw {@link WorkerException} and never block. The stages of writes complete when the order is durable and,
 * as Apache's herder has it, not when its effects are; they complete on a thread of the worker's, so a caller that goes
 * on with long work does so on its own executor. Texts of errors are those of Apache Kafka Connect 4.3 where it has any.
 */
public interface ConnectWorker {

    /** What the worker is. */
    WorkerInfo info();

    /** Whether the control loop answers. Completes within ten seconds at the latest, never exceptionally. */
    CompletionStage<Health> health();

    /** The worker keys that the REST API needs ({@code listeners}, {@code rest.*}, {@code admin.listeners}, CORS,
     * {@code response.http.headers.config}, {@code ssl.*}, {@code listeners.https.*}), or all keys when there are
     * {@code rest.extension.classes}, which are configured with them; variables resolved. Holds secrets: not to be logged or
     * shown. */
    Map<String, String> restSettings();

    /** Tells the worker under which host and port it is reached ({@code host:port}), once listeners are bound. */
    void advertise(String workerId);

    /** The names of all connectors, sorted. */
    List<String> connectors();

    /** One connector. Fails with CONNECTOR_NOT_FOUND. */
    ConnectorInfo connector(String name);

    /** A connector's status. Fails with STATUS_NOT_FOUND. */
    ConnectorStatus status(String name);

    /** A task's status. Fails with STATUS_NOT_FOUND. */
    InstanceStatus status(TaskId task);

    /** A connector's tasks with their configurations. Fails with CONNECTOR_NOT_FOUND. */
    List<TaskInfo> tasks(String name);

    /** The plan's reasons for the connector's present state, connector first. Fails with CONNECTOR_NOT_FOUND. */
    List<Reason> why(String name);

    /** The live tree of the worker for support: threads, connectors, tasks, leases, stores. No secrets. */
    String dump();

    /**
     * Creates a connector. Fails with CONNECTOR_EXISTS, CONFIG_INVALID, BAD_REQUEST.
     *
     * <p>Who waits no longer takes it back with {@code toCompletableFuture().cancel(false)}. True means that nothing was
     * written and nothing will be; false, that it was too late. So it is with {@link #put} and {@link #patch}.
     *
     * @param config values may be null so that validation can name them
     * @param initialState null for STARTED
     */
    CompletionStage<ConnectorInfo> create(
            String name, Map<String, @Nullable String> config, @Nullable TargetState initialState);

    /** Creates a connector or replaces its configuration; an identical one changes nothing and restarts nothing. */
    CompletionStage<Change> put(String name, Map<String, @Nullable String> config);

    /** Changes single keys; null removes one (KIP-477). Fails with CONNECTOR_NOT_FOUND, CONFIG_INVALID. */
    CompletionStage<ConnectorInfo> patch(String name, Map<String, @Nullable String> changes);

    /** Deletes the connector; its offsets stay. */
    CompletionStage<Void> delete(String name);

    /** Writes the target state (KIP-52, KIP-875). */
    CompletionStage<Void> target(String name, TargetState state);

    /**
     * Restarts the connector instance and, if asked, its tasks (KIP-745).
     *
     * @return the status with RESTARTING where the restart applies
     */
    CompletionStage<ConnectorStatus> restart(String name, boolean includeTasks, boolean onlyFailed);

    /** Restarts one task. Fails with CONNECTOR_NOT_FOUND, TASK_NOT_FOUND. */
    CompletionStage<Void> restart(TaskId task);

    /**
     * Validates a connector configuration, plugin code included, on threads of the worker's and with a deadline. Fails
     * with BAD_REQUEST when there is no {@code connector.class} or no plugin has it.
     */
    CompletionStage<ConfigReport> validate(Map<String, @Nullable String> config);
}
