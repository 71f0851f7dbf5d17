package io.penstock.core.store.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.ErrorCode;
import io.penstock.api.InstanceStatus;
import io.penstock.api.TaskId;
import io.penstock.core.store.StatusStore;
import io.penstock.core.store.TopicUse;
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
    private static final String TOPIC = "topic/";

    /** Without fields that say nothing, so that earlier versions can read what this one writes. */
    private final ObjectMapper json = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private final Map<String, InstanceStatus> connectors = new ConcurrentHashMap<>();
    private final Map<TaskId, InstanceStatus> tasks = new ConcurrentHashMap<>();
    private final Map<String, Map<String, TopicUse>> topics = new ConcurrentHashMap<>();
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
    public Map<String, Map<String, TopicUse>> topics() {
        return Collections.unmodifiableMap(topics);
    }

    @Override
    public CompletionStage<Void> put(TopicUse use) {
        add(use);
        return write(key(use), use);
    }

    private void add(TopicUse use) {
        topics.computeIfAbsent(use.task().connector(), connector -> new ConcurrentHashMap<>())
                .put(use.topic(), use);
    }

    /** A topic's name has no slash, other than a connector's. */
    private static String key(TopicUse use) {
        return TOPIC + use.topic() + "/" + use.task().connector();
    }

    @Override
    public CompletionStage<Void> forgetTopics(String connector) {
        Map<String, TopicUse> forgotten = topics.remove(connector);
        Map<String, @Nullable String> entries = new LinkedHashMap<>();
        if (forgotten != null) {
            forgotten.values().forEach(use -> entries.put(key(use), null));
        }
        return entries.isEmpty() ? CompletableFuture.completedFuture(null) : write(entries);
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

    private CompletionStage<Void> write(String key, @Nullable Object status) {
        Map<String, @Nullable String> entry = new LinkedHashMap<>();
        try {
            entry.put(key, status == null ? null : json.writeValueAsString(status));
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedFuture(ErrorCode.STORE_FAILED.of("The status of " + key + " is no text", e));
        }
        return write(entry);
    }

    private CompletionStage<Void> write(Map<String, @Nullable String> statuses) {
        Map<String, @Nullable String> entries;
        synchronized (unwritten) {
            unwritten.putAll(statuses);
            entries = new LinkedHashMap<>(unwritten);
            unwritten.clear();
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
            if (key.startsWith(TOPIC)) {
                add(json.readValue(text, TopicUse.class));
                return;
            }
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
