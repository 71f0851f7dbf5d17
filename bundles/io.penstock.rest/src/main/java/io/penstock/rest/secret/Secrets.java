package io.penstock.rest.secret;

import io.penstock.api.ConnectWorker;
import io.penstock.api.ConnectorInfo;
import io.penstock.api.TaskInfo;
import io.penstock.api.WorkerException;
import io.penstock.api.config.ConfigKey;
import io.penstock.api.config.ConfigKeyValue;
import io.penstock.api.config.ConfigReport;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets in what the worker tells. Which keys are secret the plugins say, whose code runs on the worker's threads
 * when a configuration is validated; the outcome is kept. An answer waits for it a moment at most: as long as it is not
 * there, everything is masked that might be secret. Thread-safe.
 */
public final class Secrets {

    /** How long an answer waits for the definitions of a plugin, in ms. */
    private static final long PATIENCE_MS = 1_000;

    private static final int KEPT = 1_000;

    private final ConnectWorker worker;
    private final boolean enabled;
    private final Later later;
    private final Map<Map<String, String>, CompletableFuture<Mask>> masks =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Map<String, String>, CompletableFuture<Mask>> eldest) {
                    return size() > KEPT;
                }
            });

    /**
     * Nothing is asked before it is needed.
     *
     * @param enabled {@code rest.mask.secrets}; when false, everything passes as it is
     */
    public Secrets(ConnectWorker worker, boolean enabled, Later later) {
        this.worker = worker;
        this.enabled = enabled;
        this.later = later;
    }

    /** A connector without its secrets. */
    public CompletionStage<ConnectorInfo> mask(ConnectorInfo info) {
        return masked(
                info,
                info.config(),
                mask -> new ConnectorInfo(info.name(), mask.apply(info.config()), info.tasks(), info.type()));
    }

    /** A connector's tasks without secrets. */
    public CompletionStage<List<TaskInfo>> mask(String connector, List<TaskInfo> tasks) {
        if (!enabled) {
            return CompletableFuture.completedFuture(tasks);
        }
        Map<String, String> config = worker.connector(connector).config();
        return masked(tasks, config, mask -> tasks.stream()
                .map(task -> new TaskInfo(task.id(), mask.apply(task.config(), config)))
                .toList());
    }

    /** A report of a validation without the values of secret keys, in messages neither. */
    public ConfigReport mask(ConfigReport report) {
        if (!enabled) {
            return report;
        }
        Mask mask = new Mask(types(report));
        return new ConfigReport(
                report.name(),
                report.errorCount(),
                report.groups(),
                report.configs().stream()
                        .map(entry -> new ConfigReport.Entry(entry.definition(), mask(mask, entry.value())))
                        .toList());
    }

    /** Puts the secrets back into a configuration that was read with a mask and now comes back. */
    public Map<String, @Nullable String> restore(String connector, Map<String, @Nullable String> config) {
        if (!enabled || !config.containsValue(Mask.HIDDEN)) {
            return config;
        }
        Map<String, String> present;
        try {
            present = worker.connector(connector).config();
        } catch (WorkerException e) {
            // A new connector: nothing to put back.
            return config;
        }
        Map<String, @Nullable String> restored = new LinkedHashMap<>(config);
        restored.replaceAll(
                (key, value) -> Mask.HIDDEN.equals(value) && present.containsKey(key) ? present.get(key) : value);
        return restored;
    }

    private <T> CompletionStage<T> masked(T plain, Map<String, String> config, Function<Mask, T> apply) {
        if (!enabled) {
            return CompletableFuture.completedFuture(plain);
        }
        CompletableFuture<Mask> known = masks.computeIfAbsent(shape(config), shape -> ask(shape, config));
        if (known.isDone()) {
            return known.thenApply(apply);
        }
        CompletableFuture<Mask> inTime = known.copy();
        later.run(() -> inTime.complete(new Mask(null)), PATIENCE_MS);
        return inTime.thenApply(apply);
    }

    /** Never fails: what cannot be found out is not kept, so that it is asked again when the plugin is there. */
    private CompletableFuture<Mask> ask(Map<String, String> shape, Map<String, String> config) {
        CompletableFuture<Mask> mask = new CompletableFuture<>();
        CompletionStage<ConfigReport> validation;
        try {
            validation = worker.validate(new HashMap<>(config));
        } catch (RuntimeException e) {
            validation = CompletableFuture.failedFuture(e);
        }
        validation.whenComplete((report, failure) -> {
            if (failure == null) {
                mask.complete(new Mask(types(report)));
            } else {
                mask.complete(new Mask(null));
                later.run(() -> masks.remove(shape, mask), PATIENCE_MS);
            }
        });
        return mask;
    }

    /** What the definitions depend on: all keys, and the values of those that name plugins. */
    private static Map<String, String> shape(Map<String, String> config) {
        Map<String, String> shape = new TreeMap<>();
        config.forEach((key, value) -> shape.put(key, namesPlugin(key) ? value : ""));
        return shape;
    }

    private static boolean namesPlugin(String key) {
        return key.endsWith(".class")
                || key.endsWith(".type")
                || key.endsWith(".version")
                || key.endsWith("converter")
                || key.equals("transforms")
                || key.equals("predicates");
    }

    private static Map<String, String> types(ConfigReport report) {
        Map<String, String> types = new HashMap<>();
        for (ConfigReport.Entry entry : report.configs()) {
            ConfigKey definition = entry.definition();
            if (definition != null) {
                types.put(definition.name(), definition.type());
            }
        }
        return types;
    }

    private static ConfigKeyValue mask(Mask mask, ConfigKeyValue entry) {
        String value = entry.value();
        if (value == null || !mask.isSecret(entry.name(), value)) {
            return entry;
        }
        return new ConfigKeyValue(
                entry.name(),
                Mask.HIDDEN,
                entry.recommendedValues(),
                entry.errors().stream()
                        .map(error -> error.replace(value, Mask.HIDDEN))
                        .toList(),
                entry.visible());
    }
}
