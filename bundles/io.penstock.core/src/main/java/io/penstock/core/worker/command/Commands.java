package io.penstock.core.worker.command;

import io.penstock.api.Change;
import io.penstock.api.ConnectorInfo;
import io.penstock.api.ConnectorStatus;
import io.penstock.api.ErrorCode;
import io.penstock.api.InstanceStatus;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.core.store.ConfigStore;
import io.penstock.core.store.StoredConnector;
import io.penstock.core.worker.loop.ControlLoop;
import io.penstock.core.worker.loop.Writes;
import io.penstock.core.worker.run.Reconciler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What users order: each order is checked and written on the control loop, one after the other for each connector; the
 * plan does the rest. Error texts are those of Apache's herder. Thread-safe.
 */
public final class Commands {

    private final ControlLoop loop;
    private final Writes writes;
    private final ConfigStore configs;
    private final Reconciler reconciler;
    private final Views views;
    private final Function<Map<String, @Nullable String>, CompletionStage<Void>> check;

    /**
     * Commands over a store.
     *
     * @param check validates a configuration off the loop; fails with CONFIG_INVALID or BAD_REQUEST
     */
    public Commands(
            ControlLoop loop,
            ConfigStore configs,
            Reconciler reconciler,
            Views views,
            Function<Map<String, @Nullable String>, CompletionStage<Void>> check) {
        this.loop = loop;
        this.writes = new Writes(loop);
        this.configs = configs;
        this.reconciler = reconciler;
        this.views = views;
        this.check = check;
    }

    /** Creates a connector; can be taken back by cancelling the future until the write begins. */
    public CompletionStage<ConnectorInfo> create(
            String name, Map<String, @Nullable String> config, @Nullable TargetState initial) {
        Map<String, @Nullable String> named;
        try {
            named = named(name, config);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        Order<ConnectorInfo> order = new Order<>();
        return order.follow(check.apply(named)
                .thenCompose(valid -> writes.enqueue(name, "creating connector " + name, () -> {
                    order.begin();
                    if (configs.connectors().containsKey(name)) {
                        throw ErrorCode.CONNECTOR_EXISTS.of("Connector " + name + " already exists");
                    }
                    return configs.putConnector(name, withoutNulls(named), initial);
                }))
                .thenApply(done -> views.info(name)));
    }

    /** Creates a connector or replaces its configuration; an identical one is not written. To be taken back as {@link #create}. */
    public CompletionStage<Change> put(String name, Map<String, @Nullable String> config) {
        return changed(name, config, change -> change);
    }

    /** Changes single keys; null removes one. To be taken back as {@link #create}. */
    public CompletionStage<ConnectorInfo> patch(String name, Map<String, @Nullable String> changes) {
        Map<String, @Nullable String> patched = new LinkedHashMap<>();
        try {
            patched.putAll(required(name, "Connector " + name + " not found").config());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        changes.forEach((key, value) -> {
            if (value == null) {
                patched.remove(key);
            } else {
                patched.put(key, value);
            }
        });
        return changed(name, patched, Change::info);
    }

    private <T> CompletionStage<T> changed(
            String name, Map<String, @Nullable String> config, Function<Change, T> answer) {
        Map<String, @Nullable String> named;
        try {
            named = named(name, config);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        Order<T> order = new Order<>();
        return order.follow(check.apply(named)
                .thenCompose(valid -> write(name, withoutNulls(named), order))
                .thenApply(answer));
    }

    private CompletionStage<Change> write(String name, Map<String, String> config, Order<?> order) {
        return writes.enqueue(name, "changing connector " + name, () -> {
            order.begin();
            StoredConnector before = configs.connectors().get(name);
            if (before != null && before.config().equals(config)) {
                return CompletableFuture.completedFuture(new Change(false, views.info(name)));
            }
            return configs.putConnector(name, config, null)
                    .thenApply(done -> new Change(before == null, views.info(name)));
        });
    }

    /** Deletes a connector. */
    public CompletionStage<Void> delete(String name) {
        return writes.enqueue(name, "deleting connector " + name, () -> {
            required(name, "Connector " + name + " not found");
            return configs.removeConnector(name);
        });
    }

    /** Writes the target state. */
    public CompletionStage<Void> target(String name, TargetState target) {
        return writes.enqueue(name, "setting the target state of connector " + name, () -> {
            StoredConnector stored = required(name, "Unknown connector " + name);
            return stored.target() == target
                    ? CompletableFuture.completedFuture(null)
                    : configs.putTarget(name, target);
        });
    }

    /**
     * Does something with a connector while nothing of it can start: it has to be stopped, its tasks have ended before,
     * and other orders for it wait until the stage that this returns is complete.
     *
     * @param change starts on the control loop and returns at once
     * @return fails with CONNECTOR_NOT_FOUND, with BAD_REQUEST when the connector is not stopped, or with what the change
     *     fails with
     */
    public <T> CompletionStage<T> whileStopped(String name, String what, Supplier<CompletionStage<T>> change) {
        return writes.enqueue(name, what, () -> {
            StoredConnector stored = required(name, "Connector " + name + " not found");
            if (stored.target() != TargetState.STOPPED || !stored.tasks().isEmpty()) {
                throw ErrorCode.BAD_REQUEST.of(
                        "Connectors must be in the STOPPED state before their offsets can be modified. This can be done for"
                                + " the specified connector by issuing a 'PUT' request to the '/connectors/" + name
                                + "/stop' endpoint");
            }
            return reconciler.tasksEnded(name).thenCompose(ended -> change.get());
        });
    }

    /** Restarts the connector instance and, if asked, its tasks. */
    public CompletionStage<ConnectorStatus> restart(String name, boolean includeTasks, boolean onlyFailed) {
        return loop.submit("restarting connector " + name, () -> {
            StoredConnector stored = required(name, "Unknown connector: " + name);
            ConnectorStatus before = views.status(name);
            boolean plain = !includeTasks && !onlyFailed;
            boolean instance = plain || applies(before.connector(), onlyFailed);
            SortedMap<Integer, InstanceStatus> tasks = new TreeMap<>(before.tasks());
            if (instance) {
                reconciler.restartConnector(name);
            }
            if (includeTasks) {
                tasks.replaceAll((number, status) -> {
                    if (number >= stored.tasks().size() || !applies(status, onlyFailed)) {
                        return status;
                    }
                    reconciler.restartTask(new TaskId(name, number));
                    return restarting(status);
                });
            }
            return new ConnectorStatus(
                    name, instance ? restarting(before.connector()) : before.connector(), tasks, before.type());
        });
    }

    private static boolean applies(InstanceStatus status, boolean onlyFailed) {
        return !onlyFailed || status.state() == State.FAILED;
    }

    private static InstanceStatus restarting(InstanceStatus status) {
        return new InstanceStatus(State.RESTARTING, status.workerId(), status.version(), null);
    }

    /** Restarts one task. */
    public CompletionStage<Void> restart(TaskId id) {
        return loop.submit("restarting task " + id, () -> {
                    StoredConnector stored = required(id.connector(), "Unknown connector: " + id.connector());
                    if (id.task() < 0 || id.task() >= stored.tasks().size()) {
                        throw ErrorCode.TASK_NOT_FOUND.of("Unknown task: " + id);
                    }
                    reconciler.restartTask(id);
                    return id;
                })
                .thenAccept(done -> {});
    }

    private StoredConnector required(String name, String otherwise) {
        StoredConnector stored = configs.connectors().get(name);
        if (stored == null) {
            throw ErrorCode.CONNECTOR_NOT_FOUND.of(otherwise);
        }
        return stored;
    }

    private static Map<String, @Nullable String> named(String name, Map<String, @Nullable String> config) {
        String own = config.get("name");
        if (own != null && !own.equals(name)) {
            throw ErrorCode.BAD_REQUEST.of("Connector name configuration (" + own
                    + ") doesn't match connector name in the URL (" + name + ")");
        }
        Map<String, @Nullable String> named = new LinkedHashMap<>(config);
        named.put("name", name);
        return named;
    }

    private static Map<String, String> withoutNulls(Map<String, @Nullable String> config) {
        Map<String, String> values = new LinkedHashMap<>();
        config.forEach((key, value) -> {
            if (value != null) {
                values.put(key, value);
            }
        });
        return values;
    }

    /** The names in the order of the REST API. */
    public List<String> names() {
        return List.copyOf(configs.connectors().keySet());
    }
}
