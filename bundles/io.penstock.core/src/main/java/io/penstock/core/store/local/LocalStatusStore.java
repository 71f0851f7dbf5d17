package io.penstock.core.store.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.ErrorCode;
import io.penstock.api.InstanceStatus;
import io.penstock.api.TaskId;
import io.penstock.core.store.StatusStore;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statuses in the file {@code statuses.journal}. They are visible at once and durable soon after: a status says how
 * things are, and a full disk must not make it lie. What could not be written is written with the next status.
 */
public final class LocalStatusStore implements StatusStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStatusStore.class);
    private static final String CONNECTOR = "connector/";
    private static final String TASK = "task/";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, InstanceStatus> connectors = new ConcurrentHashMap<>();
    private final Map<TaskId, InstanceStatus> tasks = new ConcurrentHashMap<>();
    private final Map<String, @Nullable String> unwritten = new LinkedHashMap<>();
    private final StoreThread store;

    /**
     * Opens the store.
     *
     * @throws io.penstock.core.store.StoreDamagedException when the file cannot be read back
     */
    public LocalStatusStore(Path directory, boolean repair) {
        Journal journal = Journal.open(directory.resolve("statuses.journal"), repair);
        journal.content().forEach(this::read);
        store = new StoreThread("statuses", journal);
    }

    @Override
    public Map<String, InstanceStatus> connectors() {
        return Collections.unmodifiableMap(connectors);
    }

    @Override
    public Map<TaskId, InstanceStatus> tasks() {
        return Collections.unmodifiableMap(tasks);
    }

    @Override
    public CompletionStage<Void> put(String connector, @Nullable InstanceStatus status) {
        if (status == null) {
            connectors.remove(connector);
        } else {
            connectors.put(connector, status);
        }
        return write(CONNECTOR + connector, status);
    }

    @Override
    public CompletionStage<Void> put(TaskId task, @Nullable InstanceStatus status) {
        if (status == null) {
            tasks.remove(task);
        } else {
            tasks.put(task, status);
        }
        return write(TASK + task.task() + "/" + task.connector(), status);
    }

    private CompletionStage<Void> write(String key, @Nullable InstanceStatus status) {
        Map<String, @Nullable String> entries;
        try {
            String text = status == null ? null : json.writeValueAsString(status);
            synchronized (unwritten) {
                unwritten.put(key, text);
                entries = new LinkedHashMap<>(unwritten);
                unwritten.clear();
            }
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedFuture(ErrorCode.STORE_FAILED.of("The status of " + key + " is no text", e));
        }
        return store.write(entries, () -> {}).whenComplete((done, failure) -> {
            if (failure != null) {
                synchronized (unwritten) {
                    entries.forEach(unwritten::putIfAbsent);
                }
            }
        });
    }

    private void read(String key, String text) {
        try {
            InstanceStatus status = json.readValue(text, InstanceStatus.class);
            if (key.startsWith(CONNECTOR)) {
                connectors.put(key.substring(CONNECTOR.length()), status);
            } else {
                int slash = key.indexOf('/', TASK.length());
                int number = Integer.parseInt(key.substring(TASK.length(), slash));
                tasks.put(new TaskId(key.substring(slash + 1), number), status);
            }
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.warn("Ignoring the stored status {}, which this version cannot read; it is written anew", key, e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
