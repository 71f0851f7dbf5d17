package io.penstock.console.gogo;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.ConnectorType;
import io.penstock.api.State;
import io.penstock.api.restart.Restarts;
import io.penstock.console.gogo.fixture.FakeWorker;
import io.penstock.console.gogo.fixture.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandOutputTest {

    private final Fixture shell = new Fixture();
    private final FakeWorker worker = shell.worker;

    @Test
    void listShowsEachConnectorInOneLine() {
        assertThat(shell.run(Commands.LIST)).isEqualTo("""
                NAME     TYPE     STATE       TASKS                CLASS
                archive  unknown  UNASSIGNED  none                 org.example.Archive
                audit    sink     PAUSED      1 paused             FileStreamSink
                orders   source   RUNNING     1 running, 1 failed  org.apache.kafka.connect.file.FileStreamSourceConnector
                """);
        assertThat(shell.run(Commands.LIST, "--json")).isEqualTo("""
                [
                  "archive",
                  "audit",
                  "orders"
                ]
                """);
    }

    @Test
    void aNarrowTerminalKeepsTheEndOfClassNamesAndTheBeginningOfTraces() {
        shell.columns(72);

        assertThat(shell.run(Commands.LIST)).isEqualTo("""
                NAME     TYPE     STATE       TASKS                CLASS
                archive  unknown  UNASSIGNED  none                 org.example.Archive
                audit    sink     PAUSED      1 paused             FileStreamSink
                orders   source   RUNNING     1 running, 1 failed  ...eamSourceConnector
                """);
        assertThat(shell.run(Commands.STATUS, "orders")).isEqualTo("""
                NAME      TYPE    STATE    VERSION  WORKER          TRACE
                orders    source  RUNNING  1.2.0    localhost:8083
                orders/0  task    RUNNING  1.2.0    localhost:8083
                orders/1  task    FAILED   1.2.0    localhost:8083  java.io.IOExcepti...
                """);
    }

    @Test
    void statesHaveColoursOnATerminalOnly() {
        assertThat(shell.run(Commands.STATUS)).doesNotContain("\u001b");
        assertThat(shell.colour().run(Commands.STATUS))
                .contains("\u001b[31mFAILED\u001b[0m", "\u001b[32mRUNNING\u001b[0m", "\u001b[33mUNASSIGNED\u001b[0m")
                .contains("\u001b[36mPAUSED\u001b[0m", "\u001b[1mNAME\u001b[0m");
    }

    @Test
    void statusWithTraces() {
        assertThat(shell.run(Commands.STATUS, "orders", "--trace")).isEqualTo("""
                NAME      TYPE    STATE    VERSION  WORKER          TRACE
                orders    source  RUNNING  1.2.0    localhost:8083
                orders/0  task    RUNNING  1.2.0    localhost:8083
                orders/1  task    FAILED   1.2.0    localhost:8083  java.io.IOException: no space left on device

                Trace of orders/1:
                java.io.IOException: no space left on device
                \tat org.example.Sink.put(Sink.java:42)
                """);
    }

    @Test
    void statusOfWhatComesBackByItself() {
        Instant next = Instant.parse("2026-11-22T20:15:03.125Z");
        worker.with("mirror", ConnectorType.SINK, State.FAILED, Map.of(), State.FAILED, State.RUNNING);
        worker.restarts(
                "mirror",
                new Restarts(2, 5, next, false, "failed with org.example.Away"),
                new Restarts(0, -1, null, true, "its configuration is wrong; change it"));

        assertThat(shell.columns(110).run(Commands.STATUS, "mirror")).isEqualTo("""
                NAME      TYPE  STATE    VERSION  WORKER          RESTARTS                        TRACE
                mirror    sink  FAILED   1.2.0    localhost:8083  2 of 5 at 2026-11-22T20:15:03Z  java.io.IOException: no s...
                mirror/0  task  FAILED   1.2.0    localhost:8083  0, given up                     java.io.IOException: no s...
                mirror/1  task  RUNNING  1.2.0    localhost:8083
                """);
        assertThat(shell.run(Commands.STATUS, "mirror", "--json")).contains("""
                    "restarts" : {
                      "attempt" : 2,
                      "max" : 5,
                      "next" : "2026-11-22T20:15:03.125Z",
                      "given_up" : false,
                      "reason" : "failed with org.example.Away"
                    }
                """).contains("\"given_up\" : true");
    }

    @Test
    void statusAsTheRestApiTellsIt() {
        assertThat(shell.run(Commands.STATUS, "archive", "--json")).isEqualTo("""
                {
                  "name" : "archive",
                  "connector" : {
                    "state" : "UNASSIGNED",
                    "worker_id" : "localhost:8083",
                    "trace" : "Waiting for plugin org.example.Archive, any version"
                  },
                  "tasks" : [ ],
                  "type" : "unknown"
                }
                """);
        assertThat(shell.run(Commands.STATUS, "--json"))
                .startsWith("[\n  {\n    \"name\" : \"archive\"")
                .contains("\"id\" : 1,\n        \"state\" : \"FAILED\"");
    }

    @Test
    void whyWrapsItsReasons() {
        assertThat(shell.columns(60).run(Commands.WHY, "orders")).isEqualTo("""
                SUBJECT           ACTION  REASON
                connector orders  keep    It runs with the desired
                                          configuration on version 1.2.0.
                task orders-0     wait    Plugin org.example.Archive is not
                                          there in any version; no bundle in
                                          deploy/ offers it.
                """);
    }

    @Test
    void pluginsAreConnectorsUnlessAskedOtherwise() {
        assertThat(shell.run(Commands.PLUGINS)).isEqualTo("""
                CLASS                                                    TYPE    VERSION  ALIASES           USED  BUNDLE
                org.apache.kafka.connect.file.FileStreamSourceConnector  source  4.3.1    FileStreamSource  2     io.penstock.connect.file/4.3.1 [17]
                org.example.Archive                                      sink    1.2.0    Archive           0     org.example.archive/1.2.0 [17]
                """);
        assertThat(shell.run(Commands.PLUGINS, "--type", "converter"))
                .contains("JsonConverter")
                .doesNotContain("Archive");
        assertThat(shell.run(Commands.PLUGINS, "--all")).contains("Archive", "JsonConverter", "InsertField$Value");
        assertThat(shell.run(Commands.PLUGINS, "--type=predicate")).isEqualTo("No bundle offers such a plugin.\n");
        assertThat(shell.run(Commands.PLUGINS, "--type=sink", "--json")).isEqualTo("""
                [
                  {
                    "class" : "org.example.Archive",
                    "type" : "sink",
                    "version" : "1.2.0",
                    "aliases" : [
                      "Archive"
                    ],
                    "bundle" : "org.example.archive/1.2.0",
                    "bundle_id" : 17,
                    "used" : 0
                  }
                ]
                """);
    }

    @Test
    void configIsShownAsProperties() {
        assertThat(shell.run(Commands.CONFIG, "orders")).isEqualTo("""
                connector.class=org.apache.kafka.connect.file.FileStreamSourceConnector
                file=in.txt
                name=orders
                tasks.max=2
                """);
        assertThat(shell.run(Commands.CONFIG, "audit", "--json")).isEqualTo("""
                {
                  "connector.class" : "FileStreamSink",
                  "name" : "audit"
                }
                """);
    }

    @Test
    void configIsChangedKeyByKeyWithoutShowingValues() {
        assertThat(shell.run(Commands.CONFIG, "orders", "tasks.max=4", "db.password=s3cret", "file-"))
                .isEqualTo("Connector orders: set tasks.max, set db.password, removed file.\n");
        assertThat(worker.orders()).containsExactly("patch orders {tasks.max=4, db.password=s3cret, file=null}");
    }

    @Test
    void configIsReplacedByAFile(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("orders.properties"), "connector.class=A\ntasks.max=1\n");
        shell.in(directory);

        assertThat(shell.run(Commands.CONFIG, "orders", "--file", "orders.properties"))
                .isEqualTo("Connector orders: configuration replaced.\n");
        assertThat(shell.run(Commands.CONFIG, "orders", "--file", "orders.properties"))
                .isEqualTo("Connector orders has this configuration already; nothing was changed.\n");
        assertThat(worker.orders().get(0)).isEqualTo("put orders {connector.class=A, name=orders, tasks.max=1}");
    }

    @Test
    void createFromFilesOfEitherKind(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.properties"), "name=a\nconnector.class=A\n");
        Files.writeString(
                directory.resolve("b.json"),
                "{\"name\": \"b\", \"config\": {\"connector.class\": \"B\", \"tasks.max\": 3}, \"initial_state\": \"paused\"}");
        Files.writeString(directory.resolve("c.json"), "{\"name\": \"c\", \"connector.class\": \"C\"}");
        shell.in(directory);

        assertThat(shell.run(Commands.CREATE, "a.properties"))
                .isEqualTo("Created connector a (source). 'status a' shows how it does.\n");
        assertThat(shell.run(Commands.CREATE, "b.json"))
                .isEqualTo("Created connector b (source, PAUSED). 'status b' shows how it does.\n");
        shell.run(Commands.CREATE, "c.json", "--initial-state=stopped");
        shell.run(Commands.CREATE, "d", "--file", "b.json", "tasks.max=1");

        assertThat(worker.orders())
                .containsExactly(
                        "create a {connector.class=A, name=a} null",
                        "create b {connector.class=B, tasks.max=3} PAUSED",
                        "create c {connector.class=C, name=c} STOPPED",
                        "create d {connector.class=B, name=d, tasks.max=1} PAUSED");
    }

    @Test
    void createFromSettings() {
        shell.run(Commands.CREATE, "new", "connector.class=X", "query=a=b and c", "@x=@y");
        assertThat(worker.orders())
                .containsExactly("create new {@x=@y, connector.class=X, name=new, query=a=b and c} null");
    }

    @Test
    void ordersSayWhatTheyLeadTo() {
        assertThat(shell.run(Commands.PAUSE, "orders"))
                .isEqualTo("Connector orders is to pause. 'status orders' shows when.\n");
        assertThat(shell.run(Commands.RESUME, "orders"))
                .isEqualTo("Connector orders is to run again. 'status orders' shows when.\n");
        assertThat(shell.run(Commands.STOP, "orders", "audit")).isEqualTo("""
                Connector orders is to stop. 'status orders' shows when.
                Connector audit is to stop. 'status audit' shows when.
                """);
        assertThat(shell.run(Commands.DELETE, "orders")).isEqualTo("Deleted connector orders; its offsets are kept.\n");
        assertThat(worker.orders())
                .containsExactly(
                        "target orders PAUSED",
                        "target orders STARTED",
                        "target orders STOPPED",
                        "target audit STOPPED",
                        "delete orders");
    }

    @Test
    void restartOfAConnectorOfItsTasksAndOfOneTask() {
        assertThat(shell.run(Commands.RESTART, "orders")).isEqualTo("To restart: connector orders.\n");
        assertThat(shell.run(Commands.RESTART, "orders", "--tasks"))
                .isEqualTo("To restart: connector orders, task orders/0, task orders/1.\n");
        assertThat(shell.run(Commands.RESTART, "orders", "--tasks", "--failed"))
                .isEqualTo("To restart: task orders/1.\n");
        assertThat(shell.run(Commands.RESTART, "audit", "--tasks", "--failed"))
                .isEqualTo("Nothing to restart: neither the connector nor a task has failed.\n");
        assertThat(shell.run(Commands.RESTART, "orders/1")).isEqualTo("Task orders/1 is to restart.\n");
        assertThat(worker.orders())
                .containsExactly(
                        "restart orders false false",
                        "restart orders true false",
                        "restart orders true true",
                        "restart audit true true",
                        "restart orders-1");
    }

    @Test
    void aDumpCannotSteerTheTerminal() {
        assertThat(shell.run(Commands.DUMP)).isEqualTo("worker\n  threads\n    penstock-loop  [31mRUNNABLE\n");
    }
}
