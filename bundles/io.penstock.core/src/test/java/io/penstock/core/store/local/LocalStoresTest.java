package io.penstock.core.store.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.InstanceStatus;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.api.WorkerException;
import io.penstock.core.store.StoreDamagedException;
import io.penstock.core.store.StoredConnector;
import io.penstock.core.store.TopicUse;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoresTest {

    @TempDir
    Path directory;

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void remembersConnectorsTargetsAndTasks() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("name", "orders");
        config.put("connector.class", "x.Y");
        AtomicInteger heard = new AtomicInteger();
        try (LocalStores stores = LocalStores.open(directory, false, null)) {
            stores.configs().onChange(heard::incrementAndGet);
            await(stores.configs().putConnector("orders", config, TargetState.PAUSED));
            await(stores.configs().putTasks("orders", List.of(Map.of("n", "0"), Map.of("n", "1")), config));
            await(stores.configs().putConnector("gone", Map.of("name", "gone"), null));
            await(stores.configs().removeConnector("gone"));
        }
        assertThat(heard).hasValue(4);
        try (LocalStores stores = LocalStores.open(directory, false, null)) {
            assertThat(stores.configs().connectors())
                    .containsOnly(Map.entry(
                            "orders",
                            new StoredConnector(
                                    config, TargetState.PAUSED, List.of(Map.of("n", "0"), Map.of("n", "1")), config)));
            assertThat(stores.configs().connectors().get("orders").config().keySet())
                    .containsExactly("name", "connector.class");
            await(stores.configs().putTarget("orders", TargetState.STOPPED));
            assertThat(stores.configs().connectors().get("orders").tasks()).isEmpty();
        }
    }

    @Test
    void remembersStatuses() {
        InstanceStatus failed = new InstanceStatus(State.FAILED, "h:1", "1.0", "trace\nmore");
        InstanceStatus running = new InstanceStatus(State.RUNNING, "h:1", null, null);
        try (LocalStores stores = LocalStores.open(directory, false, null)) {
            await(stores.statuses().put("c/with/slash", failed));
            await(stores.statuses().put(new TaskId("c/with/slash", 12), running));
            await(stores.statuses().put("gone", running));
            await(stores.statuses().put("gone", null));
        }
        try (LocalStores stores = LocalStores.open(directory, false, null)) {
            assertThat(stores.statuses().connectors()).containsOnly(Map.entry("c/with/slash", failed));
            assertThat(stores.statuses().tasks()).containsOnly(Map.entry(new TaskId("c/with/slash", 12), running));
        }
    }

    @Test
    void remembersTheTopicsOfConnectors() {
        TopicUse first = new TopicUse("orders.v1", new TaskId("c/with/slash", 3), 77);
        TopicUse second = new TopicUse("orders.v2", new TaskId("c/with/slash", 0), 78);
        TopicUse other = new TopicUse("orders.v1", new TaskId("other", 0), 79);
        try (LocalStores stores = LocalStores.open(directory, false, null)) {
            await(stores.statuses().put(first));
            await(stores.statuses().put(second));
            await(stores.statuses().put(other));
        }
        try (LocalStores stores = LocalStores.open(directory, false, null)) {
            assertThat(stores.statuses().topics())
                    .isEqualTo(Map.of(
                            "c/with/slash", Map.of("orders.v1", first, "orders.v2", second),
                            "other", Map.of("orders.v1", other)));
            await(stores.statuses().forgetTopics("c/with/slash"));
            await(stores.statuses().forgetTopics("unknown"));
        }
        try (LocalStores stores = LocalStores.open(directory, false, null)) {
            assertThat(stores.statuses().topics()).isEqualTo(Map.of("other", Map.of("orders.v1", other)));
            assertThat(stores.statuses().tasks()).isEmpty();
        }
    }

    @Test
    void findsOffsetsWhateverTheOrderOfKeys() {
        Map<String, Object> partition = new LinkedHashMap<>();
        partition.put("table", "t");
        partition.put("db", "d");
        try (LocalStores stores = LocalStores.open(directory, false, null)) {
            Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
            offsets.put(partition, Map.of("position", 7, "ratio", 0.5f, "done", true));
            await(stores.offsets().commit("src", offsets));
        }
        Map<String, Object> reversed = new LinkedHashMap<>();
        reversed.put("db", "d");
        reversed.put("table", "t");
        try (LocalStores stores = LocalStores.open(directory, false, null)) {
            assertThat(await(stores.offsets().read("src", List.of(reversed))))
                    .containsOnly(Map.entry(reversed, Map.of("position", 7L, "ratio", 0.5, "done", true)));
            assertThat(await(stores.offsets().read("other", List.of(reversed)))).isEmpty();
            assertThat(await(stores.offsets().all("src"))).containsOnlyKeys(Map.of("db", "d", "table", "t"));

            Map<Map<String, ?>, Map<String, ?>> removal = new HashMap<>();
            removal.put(partition, null);
            await(stores.offsets().commit("src", removal));
            assertThat(await(stores.offsets().all("src"))).isEmpty();
        }
    }

    @Test
    void refusesOffsetsThatCannotBeStored() {
        try (LocalStores stores = LocalStores.open(directory, false, null)) {
            CompletionStage<Void> commit =
                    stores.offsets().commit("src", Map.of(Map.of("p", List.of(1)), Map.of("o", 1)));
            assertThatThrownBy(() -> await(commit))
                    .hasRootCauseInstanceOf(WorkerException.class)
                    .hasMessageContaining("src")
                    .hasMessageContaining("'p'");
        }
    }

    private Path apacheFile(Map<byte[], byte[]> content) throws IOException {
        Path file = directory.resolve("connect.offsets");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
            out.writeObject(content);
        }
        return file;
    }

    @Test
    void importsTheOffsetsOfApachesStandaloneWorkerOnce() throws IOException {
        Map<byte[], byte[]> content = new HashMap<>();
        content.put("[\"file\",{\"filename\":\"/a\"}]".getBytes(UTF_8), "{\"position\":42}".getBytes(UTF_8));
        content.put("[\"file\",{\"filename\":\"/b\"}]".getBytes(UTF_8), null);
        Path file = apacheFile(content);
        Path data = directory.resolve("data");
        try (LocalStores stores = LocalStores.open(data, false, file)) {
            assertThat(await(stores.offsets().all("file")))
                    .containsOnly(Map.entry(Map.of("filename", "/a"), Map.of("position", 42L)));
            await(stores.offsets().commit("file", Map.of(Map.of("filename", "/a"), Map.of("position", 43))));
        }
        try (LocalStores stores = LocalStores.open(data, false, file)) {
            assertThat(await(stores.offsets().all("file")))
                    .containsOnly(Map.entry(Map.of("filename", "/a"), Map.of("position", 43L)));
        }
    }

    @Test
    void refusesATornFileOfApachesWorker() throws IOException {
        Map<byte[], byte[]> content = new HashMap<>();
        content.put("[\"file\",{\"f\":\"/a\"}]".getBytes(UTF_8), "{\"position\":42}".getBytes(UTF_8));
        Path file = apacheFile(content);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 9));
        assertThatThrownBy(() -> LocalStores.open(directory.resolve("data"), false, file))
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("offset.storage.file.filename");
    }
}
