package io.penstock.core.store.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.ErrorCode;
import io.penstock.api.TargetState;
import io.penstock.core.store.ConfigStore;
import io.penstock.core.store.StoreDamagedException;
import io.penstock.core.store.StoredConnector;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Connector configurations in the file {@code configs.journal}; one entry for each connector. */
public final class LocalConfigStore implements ConfigStore, AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final StoreThread store;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** What is written or about to be: the next write starts from it. Guarded by this. */
    private final Map<String, StoredConnector> latest = new TreeMap<>();

    private volatile Map<String, StoredConnector> visible;

    /**
     * Opens the store.
     *
     * @throws StoreDamagedException when the file cannot be read back
     */
    public LocalConfigStore(Path directory, boolean repair) {
        Path file = directory.resolve("configs.journal");
        Journal journal = Journal.open(file, repair);
        journal.content().forEach((name, text) -> latest.put(name, read(file, name, text)));
        visible = Collections.unmodifiableMap(new TreeMap<>(latest));
        store = new StoreThread("connector configurations", journal);
    }

    @Override
    public Map<String, StoredConnector> connectors() {
        return visible;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public CompletionStage<Void> putConnector(String name, Map<String, String> config, @Nullable TargetState initial) {
        Map<String, String> copy = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        return change(
                name,
                before -> before == null
                        ? new StoredConnector(
                                copy, initial == null ? TargetState.STARTED : initial, List.of(), Map.of())
                        : new StoredConnector(copy, before.target(), before.tasks(), before.appliedConfig()));
    }

    @Override
    public CompletionStage<Void> removeConnector(String name) {
        return change(name, before -> null);
    }

    @Override
    public CompletionStage<Void> putTarget(String name, TargetState target) {
        return change(name, before -> {
            if (before == null) {
                return null;
            }
            boolean stopped = target == TargetState.STOPPED;
            return new StoredConnector(
                    before.config(),
                    target,
                    stopped ? List.of() : before.tasks(),
                    stopped ? Map.of() : before.appliedConfig());
        });
    }

    @Override
    public CompletionStage<Void> putTasks(
            String name, List<Map<String, String>> tasks, Map<String, String> appliedConfig) {
        List<Map<String, String>> copy = tasks.stream()
                .map(task -> Collections.unmodifiableMap(new LinkedHashMap<>(task)))
                .toList();
        return change(
                name,
                before -> before == null
                        ? null
                        : new StoredConnector(before.config(), before.target(), copy, appliedConfig));
    }

    private CompletionStage<Void> change(String name, UnaryOperator<@Nullable StoredConnector> change) {
        synchronized (this) {
            StoredConnector before = latest.get(name);
            StoredConnector after = change.apply(before);
            Map<String, @Nullable String> entry = new LinkedHashMap<>();
            try {
                entry.put(name, after == null ? null : json.writeValueAsString(after));
            } catch (JsonProcessingException e) {
                return CompletableFuture.failedFuture(
                        ErrorCode.STORE_FAILED.of("The configuration of connector " + name + " is no text", e));
            }
            set(latest, name, after);
            return store.write(entry, () -> publish(name, after)).whenComplete((done, failure) -> {
                if (failure != null) {
                    forget(name, before, after);
                }
            });
        }
    }

    private synchronized void forget(String name, @Nullable StoredConnector before, @Nullable StoredConnector after) {
        if (Objects.equals(latest.get(name), after)) {
            set(latest, name, before);
        }
    }

    private void publish(String name, @Nullable StoredConnector after) {
        Map<String, StoredConnector> next = new TreeMap<>(visible);
        set(next, name, after);
        visible = Collections.unmodifiableMap(next);
        listeners.forEach(Runnable::run);
    }

    private static void set(Map<String, StoredConnector> map, String name, @Nullable StoredConnector value) {
        if (value == null) {
            map.remove(name);
        } else {
            map.put(name, value);
        }
    }

    private StoredConnector read(Path file, String name, String text) {
        try {
            return json.readValue(text, new TypeReference<StoredConnector>() {});
        } catch (JsonProcessingException e) {
            throw new StoreDamagedException(
                    "The store " + file + " holds no configuration under the name " + name + ": "
                            + e.getOriginalMessage(),
                    "It was written by another version of Penstock: start that one, or move the file away.",
                    e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
