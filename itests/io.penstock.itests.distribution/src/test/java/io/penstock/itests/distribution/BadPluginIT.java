package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.PluginJar;
import io.penstock.itests.distribution.harness.RestAnswer;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Sequence;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.Worker;
import io.penstock.itests.distribution.harness.WorkerSetup;
import io.penstock.itests.distribution.plugin.moody.MoodySink;
import io.penstock.itests.distribution.plugin.moody.MoodySinkTask;
import io.penstock.itests.distribution.plugin.moody.MoodySource;
import io.penstock.itests.distribution.plugin.moody.MoodySourceTask;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins that throw: the status or the log says where, and the connector beside them moves every record once. */
class BadPluginIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final com.fasterxml.jackson.databind.ObjectMapper JSON =
            new com.fasterxml.jackson.databind.ObjectMapper();

    private static Worker worker;
    private static RestClient rest;
    private static String beside;
    private static String input;
    private String before = "";

    @BeforeAll
    static void startBesideAHealthyConnector() throws ClassNotFoundException {
        WorkerSetup setup = LAB.worker("worker");
        String packageName = MoodySource.class.getPackageName();
        new PluginJar("itests.moody", "2.0.0")
                .connectors(
                        MoodySource.class,
                        MoodySource.InConstructor.class,
                        MoodySource.InConfig.class,
                        MoodySource.InVersion.class,
                        MoodySink.class)
                .with(MoodySourceTask.class, MoodySourceTask.InConstructor.class, MoodySourceTask.InVersion.class)
                .with(MoodySinkTask.class)
                .with(Class.forName(packageName + ".Mood"))
                .into(setup.deploy());
        worker = setup.start();
        rest = worker.rest();
        beside = LAB.topic("beside");
        rest.create(
                "beside",
                Map.of(
                        "connector.class", "DatagenSource",
                        "topic", beside,
                        "dataset", "clicks",
                        "schemas", "false",
                        "rate", "200"));
        rest.awaitRunning("beside", 1);
        input = LAB.topic("input");
        LAB.topics().create(input, 1);
        LAB.topics().send(input, List.of("{\"a\":1}", "{\"a\":2}"));
    }

    /** A stop in order: what was made is what arrived, each record once. */
    @AfterAll
    static void theHealthyConnectorLostNothing() {
        assertThat(rest.states("beside")).isEqualTo("RUNNING [RUNNING]");
        assertThat(rest.put("/connectors/beside/stop", null).status()).isEqualTo(204);
        rest.awaitStates("beside", "STOPPED []");
        Sequence arrived = new Sequence();
        LAB.topics().read(beside, each -> {
            try {
                arrived.add(JSON.readTree(each.value()).path("seq").asInt(-1));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(arrived.distinct()).isPositive();
        assertThat(arrived.isComplete(arrived.distinct())).as("%s", arrived).isTrue();
        assertThat(arrived.duplicates()).isZero();
    }

    @BeforeEach
    void rememberWhatWasPrinted() {
        before = worker.output();
    }

    @Test
    void aConstructorThatThrows() {
        assertThat(refused(MoodySource.InConstructor.class))
                .contains(MoodySource.InConstructor.class.getName(), "constructor", "moody constructor");
    }

    @Test
    void aConfigMethodThatThrows() {
        assertThat(refused(MoodySource.InConfig.class))
                .contains(MoodySource.InConfig.class.getName(), "config()", "moody config");
    }

    @Test
    void aVersionMethodThatThrowsIsLoggedAndTheConnectorRuns() {
        rest.create("version", source(MoodySource.InVersion.class, ""));
        rest.awaitRunning("version", 1);
        awaitPrinted("version", "moody version");
        delete("version");
    }

    @Test
    void aStartThatThrowsFailsTheConnector() {
        rest.create("start", source(MoodySource.class, "start"));
        rest.awaitStates("start", "FAILED []");
        assertThat(rest.traces("start")).contains("moody start", MoodySource.class.getName());
        delete("start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"taskClass", "taskConfigs"})
    void taskConfigurationsThatCannotBeMadeAreTriedAgainAndWhyTells(String method) {
        rest.create(method, source(MoodySource.class, method));
        Waiting.soon("why tells").untilAsserted(() -> assertThat(worker.shell("connect:why", method))
                .contains("moody " + method));
        awaitPrinted(method, "moody " + method);
        delete(method);
    }

    @Test
    void moreTasksThanAllowedFailTheConnector() {
        Map<String, String> config = new HashMap<>(source(MoodySource.class, ""));
        config.put("too.many", "yes");
        rest.create("many", config);
        rest.awaitStates("many", "FAILED []");
        assertThat(rest.traces("many")).contains("tasks.max");
        delete("many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"task.constructor", "task.version", "task.start", "task.poll"})
    void aSourceTaskThatThrowsFails(String method) {
        rest.create("source", source(MoodySource.class, method));
        rest.awaitStates("source", "RUNNING [FAILED]");
        assertThat(rest.traces("source")).contains("moody " + method, MoodySourceTask.class.getName());
        delete("source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"task.commit", "task.commitRecord"})
    void hooksOfASourceTaskThatThrowAreLoggedAndTheTaskRuns(String method) {
        rest.create("hook", source(MoodySource.class, method));
        rest.awaitRunning("hook", 1);
        awaitPrinted("hook", "moody " + method);
        assertThat(rest.states("hook")).isEqualTo("RUNNING [RUNNING]");
        delete("hook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "task.stop"})
    void aStopThatThrowsIsLoggedAndTheSourceIsGone(String method) {
        rest.create("stop", source(MoodySource.class, method));
        rest.awaitRunning("stop", 1);
        delete("stop");
        awaitPrinted("stop", "moody " + method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task.start", "task.open", "task.put"})
    void aSinkTaskThatThrowsFails(String method) {
        rest.create("sink", sink(method));
        rest.awaitStates("sink", "RUNNING [FAILED]");
        assertThat(rest.traces("sink")).contains("moody " + method, MoodySinkTask.class.getName());
        delete("sink");
    }

    @Test
    void aFlushThatThrowsIsLoggedAndNothingIsCommitted() {
        rest.create("flush", sink("task.flush"));
        awaitPrinted("flush", "moody task.flush");
        assertThat(rest.states("flush")).isEqualTo("RUNNING [RUNNING]");
        assertThat(LAB.topics().committed("connect-flush", input)).isZero();
        delete("flush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"task.close", "task.stop"})
    void aSinkTasksEndThatThrowsIsLoggedAndTheSinkIsGone(String method) {
        rest.create("end", sink(method));
        rest.awaitRunning("end", 1);
        Waiting.soon("records are taken").until(() -> LAB.topics().committed("connect-end", input) == 2);
        delete("end");
        awaitPrinted("end", "moody " + method);
    }

    private static Map<String, String> source(Class<?> connector, String throwIn) {
        return Map.of("connector.class", connector.getName(), "topic", LAB.topic("moody"), "throw.in", throwIn);
    }

    private static Map<String, String> sink(String throwIn) {
        return Map.of("connector.class", MoodySink.class.getName(), "topics", input, "throw.in", throwIn);
    }

    private static String refused(Class<?> connector) {
        RestAnswer answer = rest.post("/connectors", Map.of("name", "refused", "config", source(connector, "")));
        assertThat(answer.status()).as("%s", answer).isGreaterThanOrEqualTo(400);
        assertThat(rest.get("/connectors/refused").status()).isEqualTo(404);
        return answer.message();
    }

    /** The log names the connector and what its plugin said. */
    private void awaitPrinted(String connector, String text) {
        Waiting.soon(text + " is printed")
                .untilAsserted(() ->
                        assertThat(worker.output().substring(before.length())).contains(connector, text));
    }

    private static void delete(String name) {
        assertThat(rest.delete("/connectors/" + name).status()).isEqualTo(204);
        Waiting.soon(name + " is gone")
                .until(() -> rest.get("/connectors/" + name + "/status").status() == 404);
    }
}
