package io.penstock.rest.extension;

import io.penstock.api.ConnectWorker;
import io.penstock.api.ConnectorStatus;
import io.penstock.api.InstanceStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.health.ConnectClusterDetails;
import org.apache.kafka.connect.health.ConnectClusterState;
import org.apache.kafka.connect.health.ConnectorHealth;
import org.apache.kafka.connect.health.ConnectorState;
import org.apache.kafka.connect.health.ConnectorType;
import org.apache.kafka.connect.health.TaskState;

/** What extensions see of the worker. Reads never block; they fail as the worker's do. Thread-safe. */
final class ClusterState implements ConnectClusterState {

    private final ConnectWorker worker;

    ClusterState(ConnectWorker worker) {
        this.worker = worker;
    }

    @Override
    public Collection<String> connectors() {
        return worker.connectors();
    }

    @Override
    public ConnectorHealth connectorHealth(String name) {
        ConnectorStatus status = worker.status(name);
        InstanceStatus connector = status.connector();
        Map<Integer, TaskState> tasks = new HashMap<>();
        status.tasks()
                .forEach((task, state) ->
                        tasks.put(task, new TaskState(task, state.state().name(), state.workerId(), state.trace())));
        return new ConnectorHealth(
                name,
                new ConnectorState(connector.state().name(), connector.workerId(), connector.trace()),
                tasks,
                ConnectorType.valueOf(status.type().name()));
    }

    @Override
    public Map<String, String> connectorConfig(String name) {
        return new HashMap<>(worker.connector(name).config());
    }

    @Override
    public ConnectClusterDetails clusterDetails() {
        return () -> worker.info().clusterId();
    }
}
