package io.penstock.core.worker.compose;

import io.penstock.api.Change;
import io.penstock.api.ConnectWorker;
import io.penstock.api.ConnectorInfo;
import io.penstock.api.ConnectorStatus;
import io.penstock.api.Health;
import io.penstock.api.InstanceStatus;
import io.penstock.api.Reason;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.api.TaskInfo;
import io.penstock.api.WorkerInfo;
import io.penstock.api.config.ConfigReport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The worker as the other bundles see it: hands every call to the part that answers it. */
final class ConnectWorkerService implements ConnectWorker {

    private final WorkerAssembly worker;

    ConnectWorkerService(WorkerAssembly worker) {
        this.worker = worker;
    }

    @Override
    public WorkerInfo info() {
        return worker.identity().info();
    }

    @Override
    public CompletionStage<Health> health() {
        return worker.diagnosis().health();
    }

    @Override
    public Map<String, String> restSettings() {
        return worker.config().restSettings();
    }

    @Override
    public void advertise(String workerId) {
        worker.advertise(workerId);
    }

    @Override
    public List<String> connectors() {
        return worker.commands().names();
    }

    @Override
    public ConnectorInfo connector(String name) {
        return worker.views().info(name);
    }

    @Override
    public ConnectorStatus status(String name) {
        return worker.views().status(name);
    }

    @Override
    public InstanceStatus status(TaskId task) {
        return worker.views().status(task);
    }

    @Override
    public List<TaskInfo> tasks(String name) {
        return worker.views().tasks(name);
    }

    @Override
    public List<Reason> why(String name) {
        return worker.diagnosis().why(name);
    }

    @Override
    public String dump() {
        return worker.diagnosis().dump();
    }

    @Override
    public CompletionStage<ConnectorInfo> create(
            String name, Map<String, @Nullable String> config, @Nullable TargetState initialState) {
        return worker.commands().create(name, config, initialState);
    }

    @Override
    public CompletionStage<Change> put(String name, Map<String, @Nullable String> config) {
        return worker.commands().put(name, config);
    }

    @Override
    public CompletionStage<ConnectorInfo> patch(String name, Map<String, @Nullable String> changes) {
        return worker.commands().patch(name, changes);
    }

    @Override
    public CompletionStage<Void> delete(String name) {
        return worker.commands().delete(name).thenCompose(done -> worker.topics()
                .deleted(name));
    }

    @Override
    public CompletionStage<Void> target(String name, TargetState state) {
        return worker.commands().target(name, state);
    }

    @Override
    public CompletionStage<ConnectorStatus> restart(String name, boolean includeTasks, boolean onlyFailed) {
        return worker.commands().restart(name, includeTasks, onlyFailed);
    }

    @Override
    public CompletionStage<Void> restart(TaskId task) {
        return worker.commands().restart(task);
    }

    @Override
    public CompletionStage<ConfigReport> validate(Map<String, @Nullable String> config) {
        return worker.validation().validate(config);
    }
}
