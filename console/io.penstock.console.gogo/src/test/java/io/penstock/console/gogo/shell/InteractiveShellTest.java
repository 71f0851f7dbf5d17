package io.penstock.console.gogo.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InteractiveShellTest {

    private static final String PROMPT = "penstock> ";

    @TempDir
    Path directory;

    private ShellFixture shell;

    @BeforeEach
    void startServer() throws IOException {
        shell = new ShellFixture(directory);
    }

    @AfterEach
    void stopServer() throws Exception {
        shell.close();
    }

    private ShellClient connect() throws IOException {
        return ShellClient.interactive(shell.socket(), "xterm").awaitText(PROMPT);
    }

    @Test
    void aSessionFromGreetingToExit() throws IOException {
        try (ShellClient client = ShellClient.interactive(shell.socket(), "xterm")) {
            client.awaitText("Penstock 0.1.0, standalone worker localhost:8083. 'help' lists the commands");
            client.awaitText(PROMPT).send("status orders\r");
            client.awaitText("orders/1  task    FAILED   1.2.0    localhost:8083  java.io.IOException");
            assertThat(client.bytes()).contains("\u001b[31mFAILED\u001b[0m").contains("\r\n");
            client.awaitText(PROMPT).send("exit\r");
            client.awaitEnd();
        }
    }

    @Test
    void tabCompletesCommandsNamesAndOptions() throws IOException {
        try (ShellClient client = connect()) {
            client.send("st\t").awaitText("status").awaitText("stop");
            // What is on the screen already is not sent again, so the line's outcome tells what was completed.
            client.send("a\tor\t--tr\t\r").awaitText("Trace of orders/1:").awaitText("at org.example.Sink.put");
            client.awaitText(PROMPT).send("connect:li\t\r").awaitText("archive  unknown");
        }
    }

    @Test
    void whatCompletionInsertsIsTakenLiterally() throws IOException {
        try (ShellClient client = connect()) {
            client.send("create x connector.class=FileStreamSource transforms.t.type=Ins\t")
                    .awaitText("InsertField\\$Value");
            client.send("\r").awaitText("Created connector x");
        }
        assertThat(shell.fixture().worker.orders().get(0)).contains("transforms.t.type=InsertField$Value}");
    }

    @Test
    void controlCDropsTheLine() throws IOException {
        try (ShellClient client = connect()) {
            client.send("delete orders")
                    .awaitText("orders")
                    .send(ShellClient.CTRL_C)
                    .awaitText(PROMPT);
            client.send("list\r").awaitText("archive  unknown").awaitText(PROMPT);
        }
        assertThat(shell.fixture().worker.orders()).isEmpty();
    }

    @Test
    void controlCEndsTheCommandAndNotTheSession() throws IOException {
        try (ShellClient client = connect()) {
            client.send("block\r").awaitText("blocking\n").send(ShellClient.CTRL_C);
            client.awaitText("Interrupted. An order that was under way may still be carried out.");
            client.awaitText(PROMPT).send("list\r").awaitText("archive  unknown");
        }
    }

    @Test
    void controlDLeaves() throws IOException {
        try (ShellClient client = connect()) {
            client.send(ShellClient.CTRL_D).awaitEnd();
        }
    }

    @Test
    void anErrorDoesNotEndTheSession() throws IOException {
        try (ShellClient client = connect()) {
            client.send("why nobody\r").awaitText("CONNECTOR_NOT_FOUND: Connector nobody not found\n");
            client.awaitText(PROMPT).send("dupm\r").awaitText("Command not found: dupm.");
            client.awaitText(PROMPT).send("fail\r").awaitText("IllegalStateException: broken");
            client.awaitText(PROMPT);
            assertThat(client.bytes()).doesNotContain("\tat ");
        }
    }

    @Test
    void severalSessionsAtOnce() throws IOException {
        try (ShellClient first = connect();
                ShellClient second = connect()) {
            first.send("block\r").awaitText("blocking\n");
            second.send("list\r").awaitText("archive  unknown").awaitText(PROMPT);
            shell.unblock();
            first.awaitText(PROMPT);
        }
    }

    @Test
    void linesAreRememberedUnlessTheyHoldASecret() throws IOException {
        Path history = directory.resolve("shell.sock.history");
        try (ShellClient client = connect()) {
            client.send("status audit\r").awaitText("PAUSED").awaitText(PROMPT);
            client.send("config orders db.password=s3cret\r")
                    .awaitText("set db.password")
                    .awaitText(PROMPT);
            client.send(ShellClient.PREVIOUS).awaitText("status audit");
        }
        await().untilAsserted(() -> assertThat(history).content().contains("status audit"));
        assertThat(history).content().doesNotContain("s3cret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        try (ShellClient next = connect()) {
            next.send(ShellClient.PREVIOUS).awaitText("status audit");
        }
    }

    @Test
    void aDumbTerminalGetsNoColours() throws IOException {
        try (ShellClient client =
                ShellClient.interactive(shell.socket(), "dumb").awaitText(PROMPT)) {
            client.send("status orders\r").awaitText("FAILED").awaitText(PROMPT);
            assertThat(client.bytes()).doesNotContain("\u001b[31m");
        }
    }

    @Test
    void aBackslashContinuesTheLine() throws IOException {
        try (ShellClient client = connect()) {
            client.send("config orders a=b \\\r").awaitText("> ").send("c=d\r").awaitText("set a, set c.");
        }
    }

    @Test
    void anUnfinishedQuoteAsksForMore() throws IOException {
        try (ShellClient client = connect()) {
            client.send("config orders 'a=b\r").awaitText("> ").send("c'\r").awaitText("set a.");
        }
        assertThat(shell.fixture().worker.orders()).containsExactly("patch orders {a=b\nc}");
    }
}
