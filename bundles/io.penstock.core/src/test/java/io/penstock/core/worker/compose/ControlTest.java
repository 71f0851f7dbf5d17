package io.penstock.core.worker.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.penstock.api.ConnectorInfo;
import io.penstock.api.ErrorCode;
import io.penstock.api.InstanceStatus;
import io.penstock.api.Reason;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.api.WorkerException;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.TestPlugins;
import io.penstock.core.store.local.LocalStores;
import io.penstock.core.worker.command.Commands;
import io.penstock.core.worker.command.Views;
import io.penstock.core.worker.loop.ControlLoop;
import io.penstock.core.worker.run.Reconciler;
import io.penstock.core.worker.snapshot.Plans;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The control loop with real connectors, stores and catalog, and tasks that are fakes. */
class ControlTest {

    private static final long GRACE_MS = 300;

    @TempDir
    Path directory;

    private final TestPlugins plugins = new TestPlugins();
    private final FakeTasks tasks = new FakeTasks();
    private Plugin probe;
    private ControlRig rig;
    private LocalStores stores;
    private ControlLoop loop;
    private Reconciler reconciler;
    private Plans plans;
    private Views views;
    private Commands commands;

    @BeforeEach
    void start() {
        ProbeConnector.release = new CountDownLatch(1);
        plugins.offer(StringConverter.class, PluginType.CONVERTER);
        plugins.offer(SimpleHeaderConverter.class, PluginType.HEADER_CONVERTER);
        probe = plugins.offer(ProbeConnector.class, PluginType.SOURCE);
        open();
    }

    private void open() {
        rig = new ControlRig(directory, plugins, tasks, GRACE_MS);
        stores = rig.stores;
        loop = rig.loop;
        reconciler = rig.reconciler;
        plans = rig.plans;
        views = rig.views;
        commands = rig.commands;
    }

    @AfterEach
    void close() {
        ProbeConnector.release.countDown();
        tasks.stuck = false;
        rig.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("connector-thread-")));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private ConnectorInfo create(String name, String... more) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", ProbeConnector.class.getName());
        config.put("tasks.max", "2");
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return get(commands.create(name, config, null));
    }

    private void awaitConnector(String name, State state) {
        await().untilAsserted(() -> assertThat(stores.statuses().connectors().get(name))
                .as("status of %s; %s", name, plans.of(name))
                .extracting(InstanceStatus::state)
                .isEqualTo(state));
    }

    private void awaitTasks(String name, State... states) {
        await().ignoreExceptionsInstanceOf(WorkerException.class)
                .untilAsserted(() -> assertThat(views.status(name).tasks().values())
                        .as("%s", plans.of(name))
                        .extracting(InstanceStatus::state)
                        .containsExactly(states));
    }

    private String trace(String name) {
        return String.valueOf(stores.statuses().connectors().get(name).trace());
    }

    @Test
    void runsAConnectorAndItsTasks() {
        ConnectorInfo info = create("a");
        assertThat(info.tasks()).isEmpty();
        assertThat(info.config()).containsEntry("name", "a");
        awaitConnector("a", State.RUNNING);
        awaitTasks("a", State.RUNNING, State.RUNNING);
        assertThat(stores.statuses().connectors().get("a").version()).isEqualTo("3.2.1");
        assertThat(views.info("a").tasks()).containsExactly(new TaskId("a", 0), new TaskId("a", 1));
        assertThat(views.tasks("a").get(1).config())
                .containsEntry("number", "1")
                .containsEntry("task.class", ProbeConnector.ProbeTask.class.getName());
        assertThat(tasks.running.get(new TaskId("a", 0)).spec.used())
                .containsKeys("converter.key", "converter.value", "converter.header")
                .doesNotContainKey("connector");
        await().untilAsserted(() ->
                assertThat(plans.of("a")).extracting(Reason::action).containsOnly("keep"));
    }

    @Test
    void refusesASecondOfTheSameNameEvenAtTheSameTime() {
        CompletionStage<ConnectorInfo> first =
                commands.create("a", Map.of("connector.class", ProbeConnector.class.getName()), null);
        CompletionStage<ConnectorInfo> second =
                commands.create("a", Map.of("connector.class", ProbeConnector.class.getName()), null);
        get(first);
        assertThatThrownBy(() -> get(second))
                .hasCauseInstanceOf(WorkerException.class)
                .hasMessageContaining("Connector a already exists");
        assertThatThrownBy(() -> get(commands.create("x", Map.of("name", "y"), null)))
                .hasMessageContaining("Connector name configuration (y) doesn't match connector name in the URL (x)");
        assertThatThrownBy(() -> get(commands.delete("none")))
                .satisfies(failure -> assertThat(((WorkerException) ((CompletionException) failure).getCause()).code())
                        .isEqualTo(ErrorCode.CONNECTOR_NOT_FOUND));
    }

    @Test
    void anIdenticalConfigurationChangesNothing() {
        create("a");
        awaitTasks("a", State.RUNNING, State.RUNNING);
        int before = tasks.log.size();
        assertThat(get(commands.put("a", new HashMap<>(views.info("a").config())))
                        .created())
                .isFalse();
        get(loop.submit("let the loop come round", () -> true));
        assertThat(tasks.log).hasSize(before);
    }

    @Test
    void aChangedConfigurationReachesConnectorAndTasks() {
        create("a");
        awaitTasks("a", State.RUNNING, State.RUNNING);
        Map<String, String> changes = new HashMap<>();
        changes.put("tasks.max", "3");
        get(commands.patch("a", changes));
        awaitTasks("a", State.RUNNING, State.RUNNING, State.RUNNING);
        get(commands.patch("a", Map.of("tasks.max", "1")));
        awaitTasks("a", State.RUNNING);
        await().until(() -> tasks.running.size() == 1);
        assertThat(stores.statuses().tasks()).containsOnlyKeys(new TaskId("a", 0));
    }

    @Test
    void pausesResumesStopsAndDeletes() {
        create("a");
        awaitTasks("a", State.RUNNING, State.RUNNING);
        get(commands.target("a", TargetState.PAUSED));
        awaitConnector("a", State.PAUSED);
        awaitTasks("a", State.PAUSED, State.PAUSED);
        get(commands.target("a", TargetState.STARTED));
        awaitTasks("a", State.RUNNING, State.RUNNING);
        get(commands.target("a", TargetState.STOPPED));
        awaitConnector("a", State.STOPPED);
        await().until(tasks.running::isEmpty);
        awaitTasks("a");
        get(commands.target("a", TargetState.STARTED));
        awaitTasks("a", State.RUNNING, State.RUNNING);
        get(commands.delete("a"));
        await().until(() -> stores.statuses().connectors().isEmpty()
                && stores.statuses().tasks().isEmpty());
        assertThat(tasks.running).isEmpty();
    }

    @Test
    void restartsWhatIsAskedFor() {
        create("a");
        awaitTasks("a", State.RUNNING, State.RUNNING);
        tasks.running.get(new TaskId("a", 1)).fail(new IllegalStateException("broke"));
        awaitTasks("a", State.RUNNING, State.FAILED);
        var answer = get(commands.restart("a", true, true));
        assertThat(answer.connector().state()).isEqualTo(State.RUNNING);
        assertThat(answer.tasks().get(0).state()).isEqualTo(State.RUNNING);
        assertThat(answer.tasks().get(1).state()).isEqualTo(State.RESTARTING);
        awaitTasks("a", State.RUNNING, State.RUNNING);
        assertThat(tasks.log).containsOnlyOnce("start a-0");

        get(commands.restart(new TaskId("a", 0)));
        await().until(() -> tasks.log.stream().filter("start a-0"::equals).count() == 2);
        awaitTasks("a", State.RUNNING, State.RUNNING);
        assertThatThrownBy(() -> get(commands.restart(new TaskId("a", 9)))).hasMessageContaining("Unknown task: a-9");
    }

    @Test
    void waitsForAPluginAndGoesOnWhenItIsBack() {
        create("a");
        awaitTasks("a", State.RUNNING, State.RUNNING);
        plugins.withdraw(probe);
        awaitConnector("a", State.UNASSIGNED);
        awaitTasks("a", State.UNASSIGNED, State.UNASSIGNED);
        await().until(() -> probe.leases() == 0);
        assertThat(trace("a")).contains(ProbeConnector.class.getName());
        plugins.offer(ProbeConnector.class, PluginType.SOURCE);
        awaitConnector("a", State.RUNNING);
        awaitTasks("a", State.RUNNING, State.RUNNING);
        assertThat(stores.statuses().connectors().get("a").trace()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "raise"})
    void tellsWhatAConnectorFailedWith(String method) {
        create("good");
        create("bad", "throw.in", method);
        awaitConnector("bad", State.FAILED);
        assertThat(trace("bad")).contains("told to");
        awaitTasks("good", State.RUNNING, State.RUNNING);
        get(commands.patch("bad", Map.of("throw.in", "nowhere")));
        awaitTasks("bad", State.RUNNING, State.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "taskConfigs", "stop", "version"})
    void survivesErrorsOfAConnector(String method) {
        create("good");
        create("bad", "error.in", method);
        await().until(() -> !plans.of("bad").isEmpty());
        get(commands.delete("bad"));
        await().until(() -> !stores.statuses().connectors().containsKey("bad"));
        awaitTasks("good", State.RUNNING, State.RUNNING);
    }

    @Test
    void asksAgainForTaskConfigurationsThatFailed() {
        create("a", "throw.in", "taskConfigs");
        awaitConnector("a", State.RUNNING);
        await().untilAsserted(() -> assertThat(plans.of("a").get(0).reason()).contains("told to fail in taskConfigs"));
    }

    @Test
    void refusesMoreTasksThanAllowed() {
        create("a", "make", "3");
        awaitConnector("a", State.FAILED);
        assertThat(trace("a")).contains("3 tasks", "tasks.max is 2");
        create("b", "make", "3", "tasks.max.enforce", "false");
        awaitTasks("b", State.RUNNING, State.RUNNING, State.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "taskConfigs", "stop"})
    void aConnectorThatHangsHoldsNobodyUp(String method) {
        create("hangs", "hang.in", method);
        create("good");
        awaitTasks("good", State.RUNNING, State.RUNNING);
        if (!method.equals("start")) {
            awaitConnector("hangs", State.RUNNING);
        }
        get(commands.delete("hangs"));
        get(commands.patch("good", Map.of("tasks.max", "1")));
        awaitTasks("good", State.RUNNING);
        ProbeConnector.release.countDown();
        await().until(() -> !stores.statuses().connectors().containsKey("hangs"));
    }

    @Test
    void interruptsThenFencesATaskThatDoesNotStop() {
        create("a", "tasks.max", "1");
        awaitTasks("a", State.RUNNING);
        tasks.stuck = true;
        get(commands.delete("a"));
        await().untilAsserted(
                        () -> assertThat(tasks.log).containsSubsequence("stop a-0", "interrupt a-0", "fence a-0"));
        await().until(() -> !stores.statuses().connectors().containsKey("a"));
    }

    @Test
    void comesBackAsItWas() {
        create("a");
        awaitTasks("a", State.RUNNING, State.RUNNING);
        get(commands.target("a", TargetState.PAUSED));
        awaitTasks("a", State.PAUSED, State.PAUSED);
        close();
        try (LocalStores left = LocalStores.open(directory, false, null)) {
            assertThat(left.statuses().connectors().get("a").state()).isEqualTo(State.UNASSIGNED);
        }
        tasks.log.clear();
        open();
        awaitTasks("a", State.PAUSED, State.PAUSED);
        assertThat(tasks.log).contains("start a-0", "start a-1");
        assertThat(List.copyOf(commands.names())).containsExactly("a");
    }
}
