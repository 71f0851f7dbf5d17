package io.penstock.core.worker.compose;

import static io.penstock.core.worker.compose.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.api.ErrorCode;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.api.offset.ConnectorOffset;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.TestPlugins;
import io.penstock.core.task.FakeClients;
import io.penstock.core.worker.offset.OffsetsService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connector's alterOffsets may do, and what may happen beside it. */
class OffsetsHookTest {

    private static final Map<String, Object> PARTITION = Map.of("table", "orders", "shard", 3);

    @TempDir
    Path directory;

    private final TestPlugins plugins = new TestPlugins();
    private final FakeTasks tasks = new FakeTasks();
    private Plugin hooked;
    private ControlRig rig;
    private OffsetsService offsets;

    @BeforeEach
    void start() {
        HookedConnector.CALLS.clear();
        HookedConnector.release = new CountDownLatch(1);
        plugins.offer(StringConverter.class, PluginType.CONVERTER);
        plugins.offer(SimpleHeaderConverter.class, PluginType.HEADER_CONVERTER);
        hooked = plugins.offer(HookedConnector.class, PluginType.SOURCE);
        rig = new ControlRig(directory, plugins, tasks, 300);
        offsets = offsets(OffsetsService.PATIENCE);
    }

    private OffsetsService offsets(Duration patience) {
        return new OffsetsService(
                rig.commands,
                rig.views,
                rig.reader,
                plugins,
                rig.stores.offsets(),
                new FakeClients(),
                rig.background,
                patience);
    }

    @AfterEach
    void close() {
        HookedConnector.release.countDown();
        tasks.stuck = false;
        rig.close();
        assertThat(hooked.leases()).isZero();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private void stopped(String hook) {
        create(hook, TargetState.STOPPED);
        get(rig.stores.offsets().commit("c", Map.of(PARTITION, Map.of("lsn", 7))));
    }

    private void create(String hook, TargetState target) {
        Map<String, String> config =
                Map.of("connector.class", HookedConnector.class.getName(), "hook", hook, "secret", "fourty-two");
        get(rig.commands.create("c", new HashMap<>(config), target));
    }

    private CompletionStage<String> alter(Object lsn) {
        return offsets.alter("c", Map.of(PARTITION, Map.of("lsn", lsn)));
    }

    private Object lsn() {
        List<ConnectorOffset> read = get(offsets.read("c"));
        assertThat(read).hasSize(1);
        return read.get(0).offset().get("lsn");
    }

    @Test
    void theHookSeesWhatItsReaderWouldReturnAndTheConfiguration() throws Exception {
        stopped("true");

        assertThat(get(alter(8))).isEqualTo("The offsets for this connector have been altered successfully");
        HookedConnector.Call call = HookedConnector.CALLS.take();
        assertThat(call.offsets()).isEqualTo(Map.of(Map.of("table", "orders", "shard", 3L), Map.of("lsn", 8L)));
        assertThat(call.config()).containsEntry("secret", "fourty-two").containsEntry("name", "c");
        assertThat(call.thread()).startsWith("penstock-plugin-call-");
        assertThat(call.loader()).isSameAs(hooked.loader());
        assertThat(lsn()).isEqualTo(8L);
        assertThat(get(alter(1.5f))).contains("altered");
        assertThat(HookedConnector.CALLS.take().offsets().values())
                .singleElement()
                .isEqualTo(Map.of("lsn", 1.5d));
    }

    @Test
    void aConnectorWithoutAHookIsSaidToPerhapsHaveOffsetsElsewhere() throws Exception {
        stopped("inherited");

        assertThat(get(alter(8)))
                .isEqualTo("The Connect framework-managed offsets for this connector have been altered successfully."
                        + " However, if this connector manages offsets externally, they will need to be manually altered"
                        + " in the system that the connector uses.");
        assertThat(lsn()).isEqualTo(8L);
        assertThat(get(offsets.reset("c")))
                .isEqualTo("The Connect framework-managed offsets for this connector have been reset successfully."
                        + " However, if this connector manages offsets externally, they will need to be manually reset"
                        + " in the system that the connector uses.");
        assertThat(get(offsets.read("c"))).isEmpty();
        HookedConnector.CALLS.take();
        Map<?, ?> reset = HookedConnector.CALLS.take().offsets();
        assertThat(reset.keySet()).isEqualTo(Set.of(Map.of("table", "orders", "shard", 3L)));
    }

    @Test
    void aHookThatDoesNotAgreeLeavesTheOffsetsAlone() {
        stopped("unsupported");
        assertFailure(alter(8), ErrorCode.BAD_REQUEST)
                .hasMessage(
                        "Failed to modify offsets for connector c because it doesn't support external modification of"
                                + " offsets");
        behave("refuse");
        assertFailure(alter(8), ErrorCode.BAD_REQUEST).hasMessage("The position fourty-two is not mine");
        behave("break");
        assertFailure(offsets.reset("c"), ErrorCode.PLUGIN_FAILED)
                .hasMessage("Failed to modify offsets for source connector c: java.lang.IllegalStateException: told to"
                        + " break");
        behave("error");
        assertFailure(alter(8), ErrorCode.PLUGIN_FAILED).hasMessageContaining("com/acme/Missing");
        assertThat(lsn()).isEqualTo(7L);
    }

    private void behave(String hook) {
        get(rig.commands.patch("c", new HashMap<>(Map.of("hook", hook))));
    }

    @Test
    void aHookThatReturnsTooLateChangesNothing() {
        stopped("hang");
        offsets = offsets(Duration.ofMillis(200));

        assertFailure(alter(8), ErrorCode.TIMEOUT)
                .hasMessageStartingWith(
                        "Timed out after 200 ms while calling the 'alterOffsets' method for source" + " connector c");
        HookedConnector.release.countDown();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("penstock-plugin-call-")
                        && List.of(thread.getStackTrace()).toString().contains("HookedConnector")));
        assertThat(lsn()).isEqualTo(7L);
    }

    @Test
    void aResumeWaitsUntilTheOffsetsAreWritten() throws Exception {
        stopped("hang");

        CompletionStage<String> altered = alter(8);
        HookedConnector.CALLS.take();
        CompletionStage<Void> resumed = rig.commands.target("c", TargetState.STARTED);
        get(rig.loop.submit("letting the resume have its turn", () -> true));
        get(rig.loop.submit("and what follows from it", () -> true));
        assertThat(resumed.toCompletableFuture()).isNotDone();
        assertThat(tasks.log).isEmpty();
        HookedConnector.release.countDown();

        assertThat(get(altered)).contains("successfully");
        get(resumed);
        await().until(() -> tasks.running.containsKey(new TaskId("c", 0)));
        assertFailure(alter(9), ErrorCode.BAD_REQUEST)
                .hasMessageStartingWith("Connectors must be in the STOPPED state");
    }

    @Test
    void tasksThatAreStillStoppingAreWaitedFor() throws Exception {
        create("true", TargetState.STARTED);
        await().until(() -> tasks.running.containsKey(new TaskId("c", 0)));
        tasks.stuck = true;
        get(rig.commands.target("c", TargetState.STOPPED));

        assertThat(get(offsets.reset("c"))).contains("reset successfully");
        // Not before the task that did not stop was cut off and can commit no offset any more.
        assertThat(tasks.log).contains("fence c-0");
    }

    @Test
    void withoutItsPluginNothingIsChanged() {
        stopped("true");
        await().until(() -> rig.stores.statuses().connectors().get("c").state() == State.STOPPED);
        rig.views.info("c");
        plugins.withdraw(hooked);

        assertThat(lsn()).isEqualTo(7L);
        assertFailure(alter(8), ErrorCode.CONFLICT)
                .hasMessageContainingAll("The plugin of connector c", HookedConnector.class.getName());
        assertThat(lsn()).isEqualTo(7L);
    }
}
