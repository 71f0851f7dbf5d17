package io.penstock.core.worker.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.api.InstanceStatus;
import io.penstock.api.Reason;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.api.WorkerException;
import io.penstock.api.plugin.PluginType;
import io.penstock.api.restart.Restarts;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.TestPlugins;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has failed and its policy, on the control loop with real connectors and tasks that are fakes. */
class RestartPolicyTest {

    private static final TaskId TASK = new TaskId("a", 0);
    private static final String[] SOON = {"errors.restart.policy", "backoff", "errors.restart.initial.delay.ms", "1"};
    private static final String[] NEVER = {
        "errors.restart.policy", "backoff", "errors.restart.initial.delay.ms", "3600000",
        "errors.restart.max.delay.ms", "3600000", "errors.restart.max.attempts", "5"
    };

    @TempDir
    Path directory;

    private final TestPlugins plugins = new TestPlugins();
    private final FakeTasks tasks = new FakeTasks();
    private Plugin probe;
    private ControlRig rig;

    @BeforeEach
    void open() {
        plugins.offer(StringConverter.class, PluginType.CONVERTER);
        plugins.offer(SimpleHeaderConverter.class, PluginType.HEADER_CONVERTER);
        probe = plugins.offer(ProbeConnector.class, PluginType.SOURCE);
        plugins.offer(FlakyProvider.class, PluginType.CONFIGPROVIDER);
        FlakyProvider.down = false;
        rig = new ControlRig(
                directory,
                plugins,
                tasks,
                300,
                Map.of("config.providers", "vault", "config.providers.vault.class", FlakyProvider.class.getName()));
    }

    @AfterEach
    void close() {
        rig.close();
        assertThat(rig.restartMetrics()).isEmpty();
    }

    /** Knows everything, when it is there. */
    public static final class FlakyProvider implements ConfigProvider {

        static volatile boolean down;

        @Override
        public ConfigData get(String path) {
            return get(path, Set.of());
        }

        @Override
        public ConfigData get(String path, Set<String> keys) {
            if (down) {
                throw new IllegalStateException("vault is sealed");
            }
            return new ConfigData(keys.stream().collect(Collectors.toMap(key -> key, key -> "known")));
        }

        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void close() {}
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private void create(String[] policy, String... more) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", ProbeConnector.class.getName());
        config.put("tasks.max", "1");
        for (String[] keys : new String[][] {policy, more}) {
            for (int i = 0; i < keys.length; i += 2) {
                config.put(keys[i], keys[i + 1]);
            }
        }
        get(rig.commands.create("a", config, null));
    }

    private InstanceStatus awaitTask(Predicate<InstanceStatus> wanted) {
        return await("the task")
                .ignoreExceptionsInstanceOf(WorkerException.class)
                .until(() -> rig.views.status(TASK), wanted);
    }

    private InstanceStatus awaitTask(State state) {
        return awaitTask(status -> status.state() == state);
    }

    private InstanceStatus awaitConnector(Predicate<InstanceStatus> wanted) {
        return await("the connector")
                .ignoreExceptionsInstanceOf(WorkerException.class)
                .until(() -> rig.views.status("a").connector(), wanted);
    }

    private void fail(Throwable cause) {
        await().until(() -> tasks.running.containsKey(TASK));
        tasks.running.get(TASK).fail(cause);
    }

    private long starts() {
        return tasks.log.stream().filter("start a-0"::equals).count();
    }

    private List<String> reasons() {
        return rig.plans.of("a").stream().map(Reason::reason).toList();
    }

    @Test
    void withoutAPolicyItStaysFailed() {
        create(new String[0]);
        awaitTask(State.RUNNING);
        fail(new RetriableException("away"));
        assertThat(awaitTask(State.FAILED).restarts()).isNull();
        await().untilAsserted(() -> assertThat(reasons()).last().asString().contains("Restart it, or change"));
        assertThat(starts()).isEqualTo(1);
        assertThat(rig.restartMetrics()).isEmpty();
    }

    @Test
    void aTaskComesBack() {
        create(SOON);
        awaitTask(State.RUNNING);
        for (int attempt = 1; attempt <= 3; attempt++) {
            int count = attempt;
            fail(new RetriableException("away"));
            InstanceStatus back = awaitTask(status ->
                    status.state() == State.RUNNING && status.restarts().attempt() == count);
            assertThat(back.trace()).isNull();
            assertThat(back.restarts().reason()).endsWith("RetriableException");
            assertThat(starts()).isEqualTo(1 + attempt);
        }
        assertThat(rig.restartMetrics()).containsExactlyInAnyOrder("connector-restart-metrics", "task-restart-metrics");
    }

    @Test
    void waitsInTheOpen() {
        create(NEVER);
        awaitTask(State.RUNNING);
        fail(new RetriableException("away"));
        InstanceStatus waiting = awaitTask(State.FAILED);
        assertThat(waiting.trace()).contains("RetriableException: away");
        Restarts restarts = waiting.restarts();
        assertThat(restarts.attempt()).isEqualTo(1);
        assertThat(restarts.max()).isEqualTo(5);
        assertThat(restarts.givenUp()).isFalse();
        assertThat(rig.views.status("a").tasks().get(0)).isEqualTo(waiting);
        await().untilAsserted(() -> assertThat(reasons())
                .last()
                .isEqualTo("has failed; is restarted at " + restarts.next() + " (attempt 1 of 5)"));
        assertThat(rig.stores.statuses().tasks().get(TASK).restarts()).isNull();
    }

    @Test
    void aFatalFailureIsForGood() {
        create(SOON);
        awaitTask(State.RUNNING);
        fail(new ConfigException("no"));
        assertThat(awaitTask(State.FAILED).restarts().givenUp()).isTrue();
        await().untilAsserted(() ->
                assertThat(reasons()).last().asString().startsWith("has failed for good: its configuration is wrong"));
        assertThat(starts()).isEqualTo(1);
        get(rig.commands.restart(TASK));
        assertThat(awaitTask(State.RUNNING).restarts()).isEqualTo(new Restarts(0, -1, null, false, null));
    }

    @Test
    void aConnectorComesBackWhateverItFailedIn() {
        create(SOON, "throw.in", "start", "errors.restart.max.attempts", "3");
        InstanceStatus last = awaitConnector(status -> status.state() == State.FAILED
                && status.restarts() != null
                && status.restarts().givenUp());
        assertThat(last.restarts().attempt()).isEqualTo(3);
        assertThat(last.trace()).contains("told to fail in start");
        get(rig.commands.patch("a", Map.of("throw.in", "nowhere")));
        assertThat(awaitConnector(status -> status.state() == State.RUNNING)
                        .restarts()
                        .attempt())
                .isZero();
        get(rig.commands.patch("a", Map.of("make", "2")));
        assertThat(awaitConnector(status -> status.state() == State.FAILED)
                        .restarts()
                        .reason())
                .contains("TooMany");
    }

    @Test
    void variablesAreReadAgainWhenTheirProviderIsBack() {
        FlakyProvider.down = true;
        create(SOON, "secret", "${vault:password}");
        InstanceStatus away = awaitConnector(status -> status.state() == State.FAILED
                && status.restarts() != null
                && status.restarts().attempt() >= 3);
        assertThat(away.trace()).contains("vault is sealed");
        FlakyProvider.down = false;
        assertThat(awaitConnector(status -> status.state() == State.RUNNING)
                        .restarts()
                        .givenUp())
                .isFalse();
        assertThat(awaitTask(State.RUNNING).restarts().attempt()).isZero();
    }

    @Test
    void aDeletedConnectorIsNotResolvedAgain() {
        FlakyProvider.down = true;
        create(SOON, "secret", "${vault:password}");
        awaitConnector(status -> status.state() == State.FAILED && status.restarts() != null);
        get(rig.commands.delete("a"));
        await().until(() -> !rig.stores.statuses().connectors().containsKey("a"));
        await().untilAsserted(() -> assertThat(rig.restartMetrics()).isEmpty());
    }

    @Test
    void anOrderEndsTheWait() {
        create(NEVER);
        awaitTask(State.RUNNING);
        fail(new RetriableException("away"));
        awaitTask(State.FAILED);
        get(rig.commands.restart(TASK));
        assertThat(awaitTask(State.RUNNING).restarts().attempt()).isZero();
        fail(new RetriableException("away"));
        awaitTask(State.FAILED);
        get(rig.commands.patch("a", Map.of("secret", "another")));
        assertThat(awaitTask(State.RUNNING).restarts().attempt()).isZero();
        get(rig.commands.patch("a", Map.of("errors.restart.policy", "none")));
        assertThat(awaitTask(status -> status.state() == State.RUNNING && status.restarts() == null))
                .isNotNull();
        await().untilAsserted(() -> assertThat(rig.restartMetrics()).isEmpty());
    }

    @Test
    void aPausedConnectorIsNotRestarted() {
        create(NEVER);
        awaitTask(State.RUNNING);
        fail(new RetriableException("away"));
        awaitTask(State.FAILED);
        get(rig.commands.target("a", TargetState.PAUSED));
        awaitTask(status -> status.restarts().next() == null);
        get(rig.commands.target("a", TargetState.STARTED));
        awaitTask(status -> status.restarts().next() != null);
        get(rig.commands.target("a", TargetState.STOPPED));
        await().until(() -> rig.views.status("a").tasks().isEmpty());
        await().untilAsserted(() -> assertThat(rig.restartMetrics()).containsExactly("connector-restart-metrics"));
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void aPluginThatLeavesEndsTheWait() {
        create(NEVER);
        awaitTask(State.RUNNING);
        fail(new RetriableException("away"));
        awaitTask(State.FAILED);
        plugins.withdraw(probe);
        awaitTask(status ->
                status.state() == State.UNASSIGNED && status.restarts().next() == null);
        plugins.offer(ProbeConnector.class, PluginType.SOURCE);
        assertThat(awaitTask(State.RUNNING).restarts().attempt()).isZero();
    }

    @Test
    void nothingOfADeletedConnectorIsLeft() {
        create(NEVER);
        awaitTask(State.RUNNING);
        fail(new RetriableException("away"));
        awaitTask(State.FAILED);
        get(rig.commands.delete("a"));
        await().untilAsserted(() -> assertThat(rig.restartMetrics()).isEmpty());
        create(SOON);
        assertThat(awaitTask(State.RUNNING).restarts()).isEqualTo(new Restarts(0, -1, null, false, null));
    }
}
