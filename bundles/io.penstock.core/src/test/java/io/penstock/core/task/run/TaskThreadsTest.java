package io.penstock.core.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.api.ConnectorType;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.config.TestSettings;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.TestPlugins;
import io.penstock.core.task.FakeClients;
import io.penstock.core.task.MemoryOffsets;
import io.penstock.core.task.MemoryStatuses;
import io.penstock.core.task.Roles;
import io.penstock.core.task.ScriptedSource;
import io.penstock.core.task.TaskEnd;
import io.penstock.core.task.TaskHandle;
import io.penstock.core.task.TaskSpec;
import io.penstock.core.task.topic.TopicTracker;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskThreadsTest {

    private static final TopicPartition P0 = new TopicPartition("in", 0);

    private final TestPlugins plugins = new TestPlugins();
    private final Plugin connector = plugins.offer("com.acme.Orders", ScriptedSource.class, "3.2");
    private final FakeClients clients = new FakeClients();
    private final MemoryOffsets offsets = new MemoryOffsets();
    private final ConnectMetrics metrics = ConnectMetrics.open(Map.of("metric.reporters", ""), "w", Map.of());
    private final MemoryStatuses statuses = new MemoryStatuses();
    private final TopicTracker topics = MemoryStatuses.tracker(statuses);
    private final TaskThreads runner =
            new TaskThreads(plugins, clients, offsets, topics, metrics, InstantSource.system());
    private final List<State> states = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<String> versions = new CopyOnWriteArrayList<>();
    private final TestSettings source = new TestSettings(ConnectorType.SOURCE);
    private final TestSettings sink = new TestSettings(ConnectorType.SINK);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void aSourceTaskRunsFromItsOffsetAndLeavesNothingBehind() {
        offsets.commit("orders", Map.of(Map.of("p", "a"), Map.of("n", 40)));

        TaskHandle task = start(source, TestTasks.Counter.class, Map.of("limit", "100"));
        await().until(() -> sent().size() == 60);
        assertThat(thread("task-thread-orders-0")).isTrue();
        assertThat(thread("task-offsets-orders-0")).isTrue();
        assertThat(connector.leases()).isEqualTo(1);
        assertThat(task.describe()).contains("task-thread-orders-0: RUNNING").contains("at ");
        task.stop();

        assertThat(end(task)).isEqualTo(new TaskEnd(null, true));
        assertThat(states).containsExactly(State.RUNNING);
        assertThat(versions).containsExactly("7.1");
        assertThat(sent().get(0)).isEqualTo("v41");
        assertThat(offsets.stored()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 100)));
        assertNothingIsLeft();
    }

    @Test
    void aTaskThatIsPausedAtFirstStartsWhenItIsResumed() {
        TaskHandle task =
                runner.start(spec(source, TestTasks.Counter.class, Map.of(), TargetState.PAUSED), this::listen);
        await().until(() -> states.contains(State.PAUSED));
        assertThat(clients.producers).isEmpty();
        task.target(TargetState.STARTED);
        await().until(() -> sent().size() == 100);
        task.target(TargetState.PAUSED);
        await().until(() -> states.size() == 3);
        task.stop();

        assertThat(end(task).clean()).isTrue();
        assertThat(states).containsExactly(State.PAUSED, State.RUNNING, State.PAUSED);
    }

    @Test
    void aTaskThatIsPausedAtFirstCanBeStopped() {
        TaskHandle task =
                runner.start(spec(source, TestTasks.Counter.class, Map.of(), TargetState.PAUSED), this::listen);
        await().until(() -> states.contains(State.PAUSED));
        task.stop();

        assertThat(end(task)).isEqualTo(new TaskEnd(null, true));
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({
        "start,broken in start",
        "poll,broken in poll",
        "error,does not fit: java.lang.NoClassDefFoundError: com/acme/Missing"
    })
    void whateverATaskThrowsIsToldOnce(String where, String message) {
        TaskHandle task = start(source, TestTasks.Thrower.class, Map.of("throw", where));

        TaskEnd end = end(task);

        assertThat(end.failure()).hasMessageContaining(message);
        assertThat(failures).containsExactly(end.failure());
        assertThat(states).endsWith(State.FAILED);
        assertThat(connector.leases()).isZero();
        assertThat(clients.producers.get("connector-producer-orders-0").closed())
                .isTrue();
        // The failed task stays visible until it is started again or forgotten.
        assertThat(metric("connector-task-metrics", "status")).isEqualTo("failed");
    }

    @Test
    void aConstructorThatThrowsFailsTheTask() {
        assertThat(end(start(source, TestTasks.Unborn.class, Map.of())).failure())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("TestTasks$Unborn")
                .hasRootCauseMessage("not today");
    }

    @Test
    void aTaskOfTheWrongKindFails() {
        assertThat(end(start(source, TestTasks.Sink.class, Map.of())).failure())
                .hasMessageContaining("is not a org.apache.kafka.connect.source.SourceTask");
    }

    @Test
    void aConverterThatCannotBeConfiguredFailsTheTaskAndGivesEverythingBack() {
        source.valueConverter =
                TestSettings.plugin("value", JsonConverter.class.getName(), Map.of("decimal.format", "nonsense"));

        TaskEnd end = end(start(source, TestTasks.Counter.class, Map.of()));

        assertThat(end.failure())
                .hasMessageContaining("converter.value")
                .hasMessageContaining("could not be configured")
                .hasMessageContaining("decimal.format");
        assertThat(plugins.view().all()).allMatch(p -> p.leases() == 0);
    }

    @Test
    void aPluginThatLeftFailsTheTask() {
        TaskSpec spec = spec(source, TestTasks.Counter.class, Map.of(), TargetState.STARTED);
        plugins.withdraw(spec.used().get("converter.key"));

        assertThat(end(runner.start(spec, this::listen)).failure()).hasMessageContaining("is not there");
    }

    @ParameterizedTest
    @ValueSource(classes = {TestTasks.Sleeper.class, TestTasks.Grumbler.class})
    void anInterruptEndsAStoppedTaskThatHangs(Class<?> hanging) {
        TaskHandle task = start(source, hanging, Map.of());
        await().until(() -> states.contains(State.RUNNING));
        task.stop();
        task.interrupt();

        TaskEnd end = end(task);

        assertThat(end.failure()).isNull();
        assertThat(states).containsExactly(State.RUNNING);
    }

    @Test
    void aFencedTaskIsHeardOfNoMore() throws Exception {
        TestTasks.Hanger.reset();
        TaskHandle zombie = start(source, TestTasks.Hanger.class, Map.of());
        assertThat(TestTasks.Hanger.inPoll.await(10, TimeUnit.SECONDS)).isTrue();
        zombie.stop();
        zombie.fence();
        await().until(() -> clients.producers.get("connector-producer-orders-0").closed());
        await().until(() -> metrics.metrics().metrics().keySet().stream().noneMatch(TaskThreadsTest::ofTask));
        var closed = clients.producers.get("connector-producer-orders-0");

        TaskHandle successor = start(source, TestTasks.Counter.class, Map.of("limit", "10"));
        await().until(() -> sent().size() == 10);
        TestTasks.Hanger.release.countDown();
        TaskEnd end = end(zombie);
        successor.stop();

        assertThat(end.clean()).isFalse();
        assertThat(end.failure()).isNull();
        assertThat(end(successor).clean()).isTrue();
        assertThat(closed.history()).isEmpty();
        assertThat(states).containsExactly(State.RUNNING, State.RUNNING);
        assertThat(offsets.stored()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 10)));
        assertNothingIsLeft();
    }

    @Test
    void aSinkTaskConsumesAndCommits() {
        TaskHandle task = start(sink, TestTasks.Sink.class, Map.of("topics", "in"));
        FakeClients.PatientConsumer consumer = consumer();
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(P0, 0L));
            consumer.rebalance(Set.of(P0));
            consumer.addRecord(new ConsumerRecord<>("in", 0, 0, "k".getBytes(), "v".getBytes()));
        });
        await().until(() -> TestTasks.Sink.last.values().equals(List.of("v")));
        task.stop();

        assertThat(end(task)).isEqualTo(new TaskEnd(null, true));
        assertThat(TestTasks.Sink.last.calls)
                .containsExactly("start", "open [in-0]", "put 1", "preCommit [in-0]", "close [in-0]", "stop");
        assertThat(consumer.closed()).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void aSinkTasksConsumerIsClosedWhenItIsFenced() {
        TaskHandle task = start(sink, TestTasks.Sink.class, Map.of());
        FakeClients.PatientConsumer consumer = consumer();
        await().until(() -> states.contains(State.RUNNING));
        task.fence();

        assertThat(end(task).failure()).isNull();
        assertThat(consumer.closed()).isTrue();
        assertThat(states).containsExactly(State.RUNNING);
    }

    @Test
    void theDeadLetterTopicIsCreatedWhenItIsMissing() {
        sink.deadLetters = new DeadLetterSettings("dlq", (short) 2, true);
        TaskHandle task = start(sink, TestTasks.Sink.class, Map.of());
        await().until(() -> states.contains(State.RUNNING));
        task.stop();
        end(task);

        assertThat(clients.admin.created).hasSize(1);
        assertThat(clients.admin.created.get(0).name()).isEqualTo("dlq");
        assertThat(clients.admin.created.get(0).numPartitions()).isEqualTo(1);
        assertThat(clients.admin.created.get(0).replicationFactor()).isEqualTo((short) 2);
        assertThat(clients.producers.get("connector-dlq-producer-orders-0").closed())
                .isTrue();
    }

    @Test
    void aDeadLetterTopicThatCannotBeCreatedFailsTheTask() {
        sink.deadLetters = new DeadLetterSettings("dlq", (short) 3, true);
        clients.admin.createFailure = new InvalidReplicationFactorException("3 > 1");

        assertThat(end(start(sink, TestTasks.Sink.class, Map.of())).failure())
                .hasMessageContaining("Could not initialize dead letter queue with topic=dlq")
                .hasMessageContaining("errors.deadletterqueue.topic.replication.factor");
    }

    private TaskHandle start(TestSettings settings, Class<?> taskClass, Map<String, String> config) {
        return runner.start(spec(settings, taskClass, config, TargetState.STARTED), this::listen);
    }

    private TaskSpec spec(TestSettings settings, Class<?> taskClass, Map<String, String> config, TargetState initial) {
        Map<String, String> full = new HashMap<>(config);
        full.put("task.class", taskClass.getName());
        return new TaskSpec(new TaskId("orders", 0), settings, full, connector, Roles.of(settings, plugins), initial);
    }

    private void listen(State state, String version, Throwable failure) {
        states.add(state);
        if (failure != null) {
            failures.add(failure);
        }
        if (version != null) {
            versions.add(version);
        }
    }

    private FakeClients.PatientConsumer consumer() {
        await().until(() -> clients.consumer != null);
        return clients.consumer;
    }

    private List<String> sent() {
        var producer = clients.producers.get("connector-producer-orders-0");
        return producer == null
                ? List.of()
                : producer.history().stream().map(r -> new String(r.value())).toList();
    }

    private static TaskEnd end(TaskHandle task) {
        try {
            return task.done().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(task.describe(), e);
        }
    }

    private Object metric(String group, String name) {
        return metrics.metrics().metrics().entrySet().stream()
                .filter(e ->
                        e.getKey().group().equals(group) && e.getKey().name().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue()
                .metricValue();
    }

    private void assertNothingIsLeft() {
        assertThat(plugins.view().all()).allMatch(p -> p.leases() == 0);
        assertThat(metrics.metrics().metrics().keySet()).noneMatch(TaskThreadsTest::ofTask);
        await().until(() -> !thread("task-thread-orders-0") && !thread("task-offsets-orders-0"));
    }

    private static boolean ofTask(MetricName name) {
        return name.tags().containsKey("task");
    }

    private static boolean thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().equals(name));
    }
}
