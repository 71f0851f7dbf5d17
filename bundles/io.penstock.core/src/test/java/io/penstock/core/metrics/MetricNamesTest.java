package io.penstock.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.ConnectorType;
import io.penstock.api.State;
import io.penstock.api.TaskId;
import io.penstock.api.restart.Restarts;
import io.penstock.core.task.TestClock;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.metrics.Gauge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names, tags and values are what dashboards and exporters made for Apache's worker look for. */
class MetricNamesTest {

    private static final TaskId ID = new TaskId("snk", 0);

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final TestClock clock = new TestClock();
    private final ConnectMetrics registry = ConnectMetrics.open(
            Map.of("metrics.context.site", "here"), "127.0.0.1:8083", Map.of("connect.kafka.cluster.id", "abc"));

    @AfterEach
    void close() throws Exception {
        registry.close();
        assertThat(server.queryNames(new ObjectName("kafka.connect:*"), null)).isEmpty();
    }

    @Test
    void ofTasks() throws Exception {
        try (var task = new TaskMetrics(registry, ID, clock);
                var source = new SourceMetrics(registry, ID);
                var sink = new SinkMetrics(registry, ID);
                var errors = new ErrorMetrics(registry, ID, clock)) {
            task.connector(ConnectorType.SINK, "com.acme.Sink", "1");
            task.task("com.acme.SinkTask", "2");
            List.of("key", "value", "header").forEach(role -> task.converter(role, "com.acme.Converter", "3"));
            task.transform("a", "com.acme.Transform", "4");
            task.predicate("p", "com.acme.Predicate", "5");
            sink.lag(() -> 7.0);

            assertNames(
                    "type=connector-task-metrics,connector=snk,task=0",
                    "status running-ratio pause-ratio offset-commit-max-time-ms offset-commit-avg-time-ms"
                            + " batch-size-max batch-size-avg offset-commit-failure-percentage"
                            + " offset-commit-success-percentage connector-class connector-version connector-type"
                            + " task-class task-version key-converter-class value-converter-class key-converter-version"
                            + " value-converter-version header-converter-class header-converter-version");
            assertNames(
                    "type=connector-transform-metrics,connector=snk,task=0,transform=a",
                    "transform-class transform-version");
            assertNames(
                    "type=connector-predicate-metrics,connector=snk,task=0,predicate=p",
                    "predicate-class predicate-version");
            assertNames(
                    "type=source-task-metrics,connector=snk,task=0",
                    "source-record-poll-rate source-record-poll-total source-record-write-rate"
                            + " source-record-write-total poll-batch-max-time-ms poll-batch-avg-time-ms"
                            + " source-record-active-count source-record-active-count-max"
                            + " source-record-active-count-avg");
            assertNames(
                    "type=sink-task-metrics,connector=snk,task=0",
                    "sink-record-read-rate sink-record-read-total sink-record-send-rate sink-record-send-total"
                            + " sink-record-lag-max partition-count offset-commit-seq-no"
                            + " offset-commit-completion-rate offset-commit-completion-total offset-commit-skip-rate"
                            + " offset-commit-skip-total put-batch-max-time-ms put-batch-avg-time-ms"
                            + " sink-record-active-count sink-record-active-count-max sink-record-active-count-avg");
            assertNames(
                    "type=task-error-metrics,connector=snk,task=0",
                    "total-record-failures total-record-errors total-records-skipped total-retries"
                            + " total-errors-logged deadletterqueue-produce-requests deadletterqueue-produce-failures"
                            + " last-error-timestamp");
            assertThat(value("type=connector-task-metrics,connector=snk,task=0", "connector-type"))
                    .isEqualTo("sink");
            assertThat(value("type=connector-task-metrics,connector=snk,task=0", "status"))
                    .isEqualTo("unassigned");
            assertThat(value("type=sink-task-metrics,connector=snk,task=0", "sink-record-lag-max"))
                    .isEqualTo(7.0);
        }
        assertThat(server.queryNames(new ObjectName("kafka.connect:*,task=0"), null))
                .isEmpty();
    }

    @Test
    void ofTheWorker() throws Exception {
        try (var worker = new WorkerMetrics(registry);
                var connector = worker.connector("snk", ConnectorType.SINK, "com.acme.Sink", "1")) {
            worker.workload(2, 5);
            worker.connectorStartup(true);
            worker.taskStartup(true);
            worker.taskStartup(true);
            worker.taskStartup(true);
            worker.taskStartup(false);
            connector.state(State.RUNNING);
            connector.tasks(List.of(State.RUNNING, State.RUNNING, State.FAILED));

            assertNames(
                    "type=connect-worker-metrics",
                    "connector-count task-count connector-startup-attempts-total connector-startup-success-total"
                            + " connector-startup-success-percentage connector-startup-failure-total"
                            + " connector-startup-failure-percentage task-startup-attempts-total"
                            + " task-startup-success-total task-startup-success-percentage"
                            + " task-startup-failure-total task-startup-failure-percentage");
            assertNames(
                    "type=connect-worker-metrics,connector=snk",
                    "connector-total-task-count connector-running-task-count connector-paused-task-count"
                            + " connector-failed-task-count connector-unassigned-task-count"
                            + " connector-destroyed-task-count connector-restarting-task-count");
            assertNames(
                    "type=connector-metrics,connector=snk", "status connector-type connector-class connector-version");
            assertThat(value("type=connect-worker-metrics", "task-startup-failure-percentage"))
                    .isEqualTo(0.25);
            assertThat(value("type=connect-worker-metrics", "task-startup-attempts-total"))
                    .isEqualTo(4.0);
            assertThat(value("type=connect-worker-metrics", "task-count")).isEqualTo(5.0);
            assertThat(value("type=connector-metrics,connector=snk", "status")).isEqualTo("running");
            assertThat(value("type=connect-worker-metrics,connector=snk", "connector-running-task-count"))
                    .isEqualTo(2);
            assertThat(value("type=connect-worker-metrics,connector=snk", "connector-total-task-count"))
                    .isEqualTo(3);
        }
    }

    @Test
    void ofRestartPolicies() throws Exception {
        String names = "restart-attempts-total restart-success-total restart-attempt restart-given-up"
                + " next-restart-timestamp";
        try (var worker = new WorkerMetrics(registry);
                var connector = new RestartMetrics(registry, "snk", Optional.empty());
                var task = new RestartMetrics(registry, "snk", Optional.of(0))) {
            var failed = new TaskMetrics(registry, ID, clock);
            failed.retain();
            connector.ordered();
            task.show(new Restarts(2, 5, Instant.ofEpochMilli(1234), false, "away"));
            worker.forget(ID);

            assertNames("type=connector-restart-metrics,connector=snk", names);
            assertNames("type=task-restart-metrics,connector=snk,task=0", names);
            assertThat(value("type=connector-restart-metrics,connector=snk", "restart-attempts-total"))
                    .isEqualTo(1.0);
            assertThat(value("type=connector-restart-metrics,connector=snk", "next-restart-timestamp"))
                    .isEqualTo(0L);
            assertThat(value("type=task-restart-metrics,connector=snk,task=0", "next-restart-timestamp"))
                    .isEqualTo(1234L);
            assertThat(value("type=task-restart-metrics,connector=snk,task=0", "restart-attempt"))
                    .isEqualTo(2);
        }
    }

    @Test
    void ofTheApplication() throws Exception {
        assertThat(server.isRegistered(new ObjectName("kafka.connect:type=app-info,id=\"127.0.0.1:8083\"")))
                .isTrue();
        assertThat(value("type=app-info,client-id=\"127.0.0.1:8083\"", "version"))
                .isEqualTo("4.3.1");
    }

    @Test
    void ratiosAddUp() {
        try (var task = new TaskMetrics(registry, ID, clock)) {
            clock.advance(1000);
            task.state(State.RUNNING);
            clock.advance(2000);
            task.state(State.PAUSED);
            clock.advance(1000);

            assertThat(value("type=connector-task-metrics,connector=snk,task=0", "running-ratio"))
                    .isEqualTo(0.5);
            assertThat(value("type=connector-task-metrics,connector=snk,task=0", "pause-ratio"))
                    .isEqualTo(0.25);
        }
    }

    @Test
    void aSuccessorTakesTheNamesOver() {
        var zombie = new TaskMetrics(registry, ID, clock);
        zombie.state(State.RUNNING);
        try (var successor = new TaskMetrics(registry, ID, clock)) {
            successor.state(State.PAUSED);
            zombie.batch(1);
            zombie.close();

            assertThat(value("type=connector-task-metrics,connector=snk,task=0", "status"))
                    .isEqualTo("paused");
        }
    }

    @Test
    void aFailedTaskIsShownUntilItIsForgotten() throws Exception {
        try (var worker = new WorkerMetrics(registry)) {
            var failed = new TaskMetrics(registry, ID, clock);
            failed.state(State.FAILED);
            worker.forget(ID);
            failed.retain();
            assertThat(value("type=connector-task-metrics,connector=snk,task=0", "status"))
                    .isEqualTo("failed");
            worker.forget(ID);
            assertThat(server.queryNames(new ObjectName("kafka.connect:*,task=0"), null))
                    .isEmpty();
        }
    }

    @Test
    void aConnectorThatGoesTakesItsFailedTasksAlongButNotTheRunningOnes() throws Exception {
        try (var worker = new WorkerMetrics(registry);
                var running = new TaskMetrics(registry, new TaskId("snk", 1), clock)) {
            new TaskMetrics(registry, ID, clock).retain();
            worker.connector("snk", ConnectorType.SINK, "com.acme.Sink", "1").close();

            assertThat(server.queryNames(new ObjectName("kafka.connect:type=connector-task-metrics,*"), null))
                    .containsExactly(new ObjectName("kafka.connect:type=connector-task-metrics,connector=snk,task=1"));
            running.state(State.RUNNING);
        }
    }

    @Test
    void whatPluginsAddGoesWithTheTask() throws Exception {
        var plugins = new TaskPluginMetrics(registry, ID);
        var metrics = plugins.part("converter", "key");
        metrics.addMetric(metrics.metricName("cached", "schemas", new LinkedHashMap<>()), (Gauge<Integer>) (c, n) -> 3);

        assertThat(value("type=plugins,connector=snk,task=0,converter=key", "cached"))
                .isEqualTo(3);
        plugins.close();
        assertThat(server.queryNames(new ObjectName("kafka.connect:type=plugins,*"), null))
                .isEmpty();
    }

    private void assertNames(String bean, String names) throws Exception {
        Set<String> found = new TreeSet<>();
        for (var attribute :
                server.getMBeanInfo(new ObjectName("kafka.connect:" + bean)).getAttributes()) {
            found.add(attribute.getName());
        }
        assertThat(found).isEqualTo(new TreeSet<>(Arrays.asList(names.split(" "))));
    }

    private Object value(String bean, String attribute) {
        try {
            return server.getAttribute(new ObjectName("kafka.connect:" + bean), attribute);
        } catch (JMException e) {
            throw new AssertionError(bean, e);
        }
    }
}
