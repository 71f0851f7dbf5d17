package io.penstock.core.worker.command;

import io.penstock.api.ConnectorInfo;
import io.penstock.api.ConnectorStatus;
import io.penstock.api.ConnectorType;
import io.penstock.api.ErrorCode;
import io.penstock.api.InstanceStatus;
import io.penstock.api.TaskId;
import io.penstock.api.TaskInfo;
import io.penstock.api.restart.Restarts;
import io.penstock.core.config.connector.PluginNeeds;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Resolution;
import io.penstock.core.store.ConfigStore;
import io.penstock.core.store.StatusStore;
import io.penstock.core.store.StoredConnector;
import io.penstock.core.worker.restart.Subject;
import io.penstock.core.worker.run.Reconciler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers reads from the immutable content of the stores; waits for nobody. Thread-safe. */
public final class Views {

    private final ConfigStore configs;
    private final StatusStore statuses;
    private final Supplier<PluginView> catalog;
    private final Function<Subject, @Nullable Restarts> restarts;

    /** What a connector was when its plugin was there last. */
    private final Map<String, ConnectorType> types = new ConcurrentHashMap<>();

    /** Views over these stores, with what is known of restart policies. */
    public Views(
            ConfigStore configs,
            StatusStore statuses,
            Supplier<PluginView> catalog,
            Function<Subject, @Nullable Restarts> restarts) {
        this.restarts = restarts;
        this.configs = configs;
        this.statuses = statuses;
        this.catalog = catalog;
    }

    /** One connector. Fails with CONNECTOR_NOT_FOUND. */
    public ConnectorInfo info(String name) {
        StoredConnector stored = required(name);
        List<TaskId> tasks = IntStream.range(0, stored.tasks().size())
                .mapToObj(number -> new TaskId(name, number))
                .toList();
        return new ConnectorInfo(name, stored.config(), tasks, type(name, stored));
    }

    /** Whether there is such a connector. */
    public boolean exists(String name) {
        return configs.connectors().containsKey(name);
    }

    /** Its tasks. Fails with CONNECTOR_NOT_FOUND. */
    public List<TaskInfo> tasks(String name) {
        List<TaskInfo> tasks = new ArrayList<>();
        for (Map<String, String> config : required(name).tasks()) {
            tasks.add(new TaskInfo(new TaskId(name, tasks.size()), config));
        }
        return tasks;
    }

    /** Its status. Fails with STATUS_NOT_FOUND. */
    public ConnectorStatus status(String name) {
        InstanceStatus connector = statuses.connectors().get(name);
        if (connector == null) {
            throw ErrorCode.STATUS_NOT_FOUND.of("No status found for connector " + name);
        }
        SortedMap<Integer, InstanceStatus> tasks = new TreeMap<>();
        StoredConnector stored = configs.connectors().get(name);
        int count = stored == null ? 0 : stored.tasks().size();
        for (int number = 0; number < count; number++) {
            InstanceStatus task = statuses.tasks().get(new TaskId(name, number));
            if (task != null) {
                tasks.put(number, task.with(restarts.apply(new Subject(name, number))));
            }
        }
        InstanceStatus shown = connector.with(restarts.apply(Subject.instance(name)));
        return new ConnectorStatus(name, shown, tasks, stored == null ? ConnectorType.UNKNOWN : type(name, stored));
    }

    /** A task's status. Fails with STATUS_NOT_FOUND. */
    public InstanceStatus status(TaskId id) {
        InstanceStatus status = statuses.tasks().get(id);
        if (status == null) {
            throw ErrorCode.STATUS_NOT_FOUND.of("No status found for task " + id);
        }
        return status.with(restarts.apply(Subject.task(id)));
    }

    private StoredConnector required(String name) {
        @Nullable StoredConnector stored = configs.connectors().get(name);
        if (stored == null) {
            throw ErrorCode.CONNECTOR_NOT_FOUND.of("Connector " + name + " not found");
        }
        return stored;
    }

    private ConnectorType type(String name, StoredConnector stored) {
        if (PluginNeeds.connector(stored.config(), catalog.get()) instanceof Resolution.Found found) {
            ConnectorType type = Reconciler.type(found.plugin());
            types.put(name, type);
            return type;
        }
        return types.getOrDefault(name, ConnectorType.UNKNOWN);
    }
}
