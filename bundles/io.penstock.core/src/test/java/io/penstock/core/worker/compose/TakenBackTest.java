package io.penstock.core.worker.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.Change;
import io.penstock.api.ConnectorInfo;
import io.penstock.core.plugin.TestPlugins;
import io.penstock.core.worker.command.Commands;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that whoever gave them takes back. */
class TakenBackTest {

    @TempDir
    Path directory;

    private final CompletableFuture<Void> validated = new CompletableFuture<>();
    private ControlRig rig;
    private Commands slow;

    @BeforeEach
    void open() {
        rig = new ControlRig(directory, new TestPlugins(), new FakeTasks(), 300);
        slow = new Commands(rig.loop, rig.stores.configs(), rig.reconciler, rig.views, any -> validated);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whatIsTakenBackInTimeIsNeverWritten() {
        rig.commands.create("there", config("1"), null).toCompletableFuture().join();
        CompletableFuture<ConnectorInfo> created =
                slow.create("c", config("1"), null).toCompletableFuture();
        CompletableFuture<Change> put = slow.put("d", config("1")).toCompletableFuture();
        CompletableFuture<ConnectorInfo> patched =
                slow.patch("there", config("2")).toCompletableFuture();

        assertThat(created.cancel(false)).isTrue();
        assertThat(put.cancel(false)).isTrue();
        assertThat(patched.cancel(false)).isTrue();
        validated.complete(null);

        // Is written behind them.
        slow.create("e", config("1"), null).toCompletableFuture().join();
        assertThat(rig.commands.names()).containsExactlyInAnyOrder("there", "e");
        assertThat(rig.stores.configs().connectors().get("there").config()).containsEntry("tasks.max", "1");
        assertThatThrownBy(created::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void whatIsWrittenCannotBeTakenBack() {
        validated.complete(null);
        CompletableFuture<ConnectorInfo> created =
                slow.create("c", config("1"), null).toCompletableFuture();
        created.join();

        assertThat(created.cancel(false)).isFalse();
        assertThat(rig.commands.names()).containsExactly("c");
    }

    private static Map<String, String> config(String tasks) {
        return new HashMap<>(Map.of("connector.class", "com.example.NotThereSource", "tasks.max", tasks));
    }
}
