package io.penstock.core.worker.run;

import io.penstock.api.InstanceStatus;
import io.penstock.api.State;
import io.penstock.api.TaskId;
import io.penstock.core.store.StatusStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes statuses, each only when it differs from what is stored. Belongs to the control loop. */
public final class StatusBook {

    private static final Logger LOG = LoggerFactory.getLogger(StatusBook.class);

    private final StatusStore store;
    private final Supplier<String> workerId;
    private final Gauges gauges;

    /** What was written last; the store itself shows a write only when it is durable. */
    private final Map<String, InstanceStatus> connectors;

    private final Map<TaskId, InstanceStatus> tasks;

    /** A book over a store. The supplier tells the advertised host and port. */
    public StatusBook(StatusStore store, Supplier<String> workerId, Gauges gauges) {
        this.store = store;
        this.workerId = workerId;
        this.gauges = gauges;
        this.connectors = new HashMap<>(store.connectors());
        this.tasks = new HashMap<>(store.tasks());
    }

    void connector(String name, State state, @Nullable String version, @Nullable String trace) {
        InstanceStatus before = connectors.get(name);
        InstanceStatus now = next(before, state, version, trace);
        if (!now.equals(before)) {
            connectors.put(name, now);
            gauges.state(name, state);
            log(store.put(name, now), name);
        }
    }

    void task(TaskId id, State state, @Nullable String version, @Nullable String trace) {
        InstanceStatus before = tasks.get(id);
        InstanceStatus now = next(before, state, version, trace);
        if (!now.equals(before)) {
            tasks.put(id, now);
            gauges.state(id, state);
            log(store.put(id, now), id);
        }
    }

    void forget(String name) {
        if (connectors.remove(name) != null) {
            gauges.state(name, null);
            log(store.put(name, null), name);
        }
        tasksOf(name).forEach(this::forget);
        log(store.forgetTopics(name), name);
    }

    void forget(TaskId id) {
        if (tasks.remove(id) != null) {
            gauges.state(id, null);
            log(store.put(id, null), id);
        }
    }

    /** The worker stops: nobody runs the connector and its tasks any more. */
    void unassign(String name) {
        if (connectors.containsKey(name)) {
            connector(name, State.UNASSIGNED, null, null);
        }
        tasksOf(name).forEach(id -> task(id, State.UNASSIGNED, null, null));
    }

    /** The worker has another id: all statuses are its own, in a cluster of one. */
    void readdress() {
        Map.copyOf(connectors).forEach((name, was) -> connector(name, was.state(), was.version(), was.trace()));
        Map.copyOf(tasks).forEach((id, was) -> task(id, was.state(), was.version(), was.trace()));
    }

    private List<TaskId> tasksOf(String name) {
        return tasks.keySet().stream().filter(id -> id.connector().equals(name)).toList();
    }

    private InstanceStatus next(
            @Nullable InstanceStatus before, State state, @Nullable String version, @Nullable String trace) {
        String known = version == null && before != null ? before.version() : version;
        return new InstanceStatus(state, workerId.get(), known, trace);
    }

    private static void log(CompletionStage<Void> write, Object subject) {
        var unused = write.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("The status of {} could not be stored", subject, failure);
            }
        });
    }

    /** A throwable as the status shows it. */
    static @Nullable String trace(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return Objects.toString(text);
    }
}
