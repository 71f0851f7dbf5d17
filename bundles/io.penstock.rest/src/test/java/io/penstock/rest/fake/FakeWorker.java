package io.penstock.rest.fake;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.penstock.api.Change;
import io.penstock.api.ConnectWorker;
import io.penstock.api.ConnectorInfo;
import io.penstock.api.ConnectorStatus;
import io.penstock.api.ErrorCode;
import io.penstock.api.Health;
import io.penstock.api.InstanceStatus;
import io.penstock.api.Reason;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.api.TaskInfo;
import io.penstock.api.WorkerException;
import io.penstock.api.WorkerInfo;
import io.penstock.api.config.ConfigReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A worker in memory that does what the recorded worker did: one task per connector, states that follow orders at once,
 * errors in Apache's words. Writes can be held back to see who waits.
 */
public final class FakeWorker implements ConnectWorker {

    public static final String WORKER_ID = "127.0.0.1:28083";
    public static final String VERSION = "4.3.1";

    private final Map<String, FakeConnector> connectors = new ConcurrentSkipListMap<>();
    private final Map<String, String> settings = new ConcurrentHashMap<>(Map.of("listeners", "http://127.0.0.1:0"));

    private volatile Health health =
            new Health(Health.Level.HEALTHY, "Worker has completed startup and is ready to handle requests.");
    private volatile @Nullable String advertised;
    private volatile @Nullable CompletableFuture<Void> gate;
    private volatile @Nullable RuntimeException defect;

    /** A worker key. */
    public FakeWorker with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    public void health(Health.Level level, String message) {
        health = new Health(level, message);
    }

    /** Every write waits for this stage; null for none. */
    public void gate(@Nullable CompletableFuture<Void> opens) {
        gate = opens;
    }

    /** Every call fails with this. */
    public void defect(@Nullable RuntimeException thrown) {
        defect = thrown;
    }

    public @Nullable String advertised() {
        return advertised;
    }

    /** A connector that is there already. */
    public FakeConnector add(String name, Map<String, String> config) {
        FakeConnector connector = new FakeConnector(name, new LinkedHashMap<>(config));
        connectors.put(name, connector);
        return connector;
    }

    @Override
    public WorkerInfo info() {
        check();
        return new WorkerInfo(VERSION, "26b251a451ce941d", "5L6g3nShT-eMCtK--X86sw", WORKER_ID, "0.1.0", false);
    }

    @Override
    public CompletionStage<Health> health() {
        return completedFuture(health);
    }

    @Override
    public Map<String, String> restSettings() {
        return Map.copyOf(settings);
    }

    @Override
    public void advertise(String workerId) {
        advertised = workerId;
    }

    @Override
    public List<String> connectors() {
        check();
        return List.copyOf(connectors.keySet());
    }

    @Override
    public ConnectorInfo connector(String name) {
        return existing(name).info();
    }

    @Override
    public ConnectorStatus status(String name) {
        check();
        FakeConnector connector = connectors.get(name);
        if (connector == null) {
            throw ErrorCode.STATUS_NOT_FOUND.of("No status found for connector " + name);
        }
        return connector.status();
    }

    @Override
    public InstanceStatus status(TaskId task) {
        check();
        FakeConnector connector = connectors.get(task.connector());
        InstanceStatus status =
                connector == null ? null : connector.status().tasks().get(task.task());
        if (status == null) {
            throw ErrorCode.STATUS_NOT_FOUND.of("No status found for task " + task);
        }
        return status;
    }

    @Override
    public List<TaskInfo> tasks(String name) {
        return existing(name).tasks();
    }

    @Override
    public List<Reason> why(String name) {
        return List.of();
    }

    @Override
    public String dump() {
        return "";
    }

    @Override
    public CompletionStage<ConnectorInfo> create(
            String name, Map<String, @Nullable String> config, @Nullable TargetState initialState) {
        return write(() -> made(name, config, initialState));
    }

    private ConnectorInfo made(String name, Map<String, @Nullable String> config, @Nullable TargetState initialState) {
        FakeRules.check(config);
        if (connectors.containsKey(name)) {
            throw ErrorCode.CONNECTOR_EXISTS.of("Connector " + name + " already exists");
        }
        FakeConnector connector = new FakeConnector(name, FakeRules.withoutNulls(config));
        ConnectorInfo info = connector.withoutTasks();
        if (initialState != null) {
            connector.target(initialState);
        }
        connectors.put(name, connector);
        return info;
    }

    @Override
    public CompletionStage<Change> put(String name, Map<String, @Nullable String> config) {
        FakeConnector present = connectors.get(name);
        if (present == null) {
            return write(() -> new Change(true, made(name, config, null)));
        }
        return write(() -> {
            FakeRules.check(config);
            present.config(FakeRules.withoutNulls(config));
            return new Change(false, present.info());
        });
    }

    @Override
    public CompletionStage<ConnectorInfo> patch(String name, Map<String, @Nullable String> changes) {
        return write(() -> {
            FakeConnector connector = existing(name);
            Map<String, String> config = new LinkedHashMap<>(connector.info().config());
            changes.forEach((key, value) -> {
                if (value == null) {
                    config.remove(key);
                } else {
                    config.put(key, value);
                }
            });
            connector.config(config);
            return connector.info();
        });
    }

    @Override
    public CompletionStage<Void> delete(String name) {
        return write(() -> {
            existing(name);
            connectors.remove(name);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> target(String name, TargetState state) {
        return write(() -> {
            FakeConnector connector = connectors.get(name);
            if (connector == null) {
                throw ErrorCode.CONNECTOR_NOT_FOUND.of("Unknown connector " + name);
            }
            connector.target(state);
            return null;
        });
    }

    @Override
    public CompletionStage<ConnectorStatus> restart(String name, boolean includeTasks, boolean onlyFailed) {
        return write(() -> {
            FakeConnector connector = connectors.get(name);
            if (connector == null) {
                throw ErrorCode.CONNECTOR_NOT_FOUND.of("Unknown connector: " + name);
            }
            return onlyFailed ? connector.status() : connector.status(State.RESTARTING);
        });
    }

    @Override
    public CompletionStage<Void> restart(TaskId task) {
        return write(() -> {
            FakeConnector connector = connectors.get(task.connector());
            if (connector == null) {
                throw ErrorCode.CONNECTOR_NOT_FOUND.of("Unknown connector: " + task.connector());
            }
            if (!connector.status().tasks().containsKey(task.task())) {
                throw ErrorCode.TASK_NOT_FOUND.of("Unknown task: " + task);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<ConfigReport> validate(Map<String, @Nullable String> config) {
        return write(() -> {
            FakeRules.checkClass(config);
            return FakeRules.report(config);
        });
    }

    private FakeConnector existing(String name) {
        check();
        FakeConnector connector = connectors.get(name);
        if (connector == null) {
            throw ErrorCode.CONNECTOR_NOT_FOUND.of("Connector " + name + " not found");
        }
        return connector;
    }

    private void check() {
        RuntimeException thrown = defect;
        if (thrown != null) {
            throw thrown;
        }
    }

    private <T extends @Nullable Object> CompletionStage<T> write(Supplier<T> order) {
        CompletableFuture<Void> opens = gate;
        if (opens != null) {
            return opens.thenApply(open -> order.get());
        }
        try {
            check();
            return completedFuture(order.get());
        } catch (WorkerException e) {
            return failedFuture(e);
        }
    }
}
