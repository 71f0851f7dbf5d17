package io.penstock.console.gogo.complete;

import io.penstock.api.ConnectWorker;
import io.penstock.api.WorkerException;
import io.penstock.api.config.ConfigKey;
import io.penstock.api.plugin.PluginInfo;
import io.penstock.api.plugin.PluginType;
import io.penstock.console.gogo.access.WorkerAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.reader.Candidate;

/** What the worker knows at this moment. Where it does not answer, or not at once, there is nothing to offer. */
final class Values {

    private static final int PATIENCE_SECONDS = 2;

    private final WorkerAccess access;

    Values(WorkerAccess access) {
        this.access = access;
    }

    /** Names of connectors, with their state. */
    List<Candidate> connectors() {
        return access.findWorker()
                .map(worker -> worker.connectors().stream()
                        .map(name -> Candidates.word(name, state(worker, name)))
                        .toList())
                .orElse(List.of());
    }

    /** Connectors, and for each its tasks as {@code NAME/0}. */
    List<Candidate> connectorsAndTasks() {
        return access.findWorker()
                .map(worker -> worker.connectors().stream()
                        .flatMap(name -> withTasks(worker, name).stream())
                        .toList())
                .orElse(List.of());
    }

    private static List<Candidate> withTasks(ConnectWorker worker, String name) {
        List<Candidate> candidates = new java.util.ArrayList<>();
        candidates.add(Candidates.word(name, state(worker, name)));
        try {
            worker.status(name)
                    .tasks()
                    .forEach((number, task) -> candidates.add(
                            Candidates.word(name + "/" + number, task.state().name())));
        } catch (WorkerException e) {
            return candidates; // deleted meanwhile, or without a status as yet
        }
        return candidates;
    }

    private static String state(ConnectWorker worker, String name) {
        try {
            return worker.status(name).connector().state().name();
        } catch (WorkerException e) {
            return "";
        }
    }

    /** Class names and aliases of plugins, behind a prefix that the word has already. */
    List<Candidate> plugins(Set<PluginType> types, String prefix) {
        Map<String, String> names = new TreeMap<>();
        for (PluginInfo plugin : access.findCatalog().map(c -> c.plugins()).orElse(List.of())) {
            if (types.contains(plugin.type())) {
                String description = plugin.type() + " " + plugin.version();
                names.put(plugin.className(), description);
                plugin.aliases().forEach(alias -> names.putIfAbsent(alias, plugin.className()));
            }
        }
        return names.entrySet().stream()
                .map(e -> Candidates.value(prefix, e.getKey(), e.getValue()))
                .toList();
    }

    /** The configuration that a connector has, empty when there is no such connector. */
    Map<String, String> config(String connector) {
        try {
            return access.findWorker()
                    .map(worker -> worker.connector(connector).config())
                    .orElse(Map.of());
        } catch (WorkerException e) {
            return Map.of();
        }
    }

    /** The keys that a connector class takes, empty when nobody says so in time. */
    List<ConfigKey> keys(String connectorClass) {
        try {
            return access.findCatalog().isEmpty()
                    ? List.of()
                    : access.catalog()
                            .config(connectorClass, null)
                            .toCompletableFuture()
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | WorkerException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
