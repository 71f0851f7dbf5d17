package io.penstock.console.gogo.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellServerTest {

    @TempDir
    Path directory;

    private ShellFixture shell;
    private Path socket;

    @BeforeEach
    void startServer() throws IOException {
        shell = new ShellFixture(directory);
        socket = shell.socket();
    }

    @AfterEach
    void stopServer() throws Exception {
        shell.close();
    }

    private String run(String line) throws IOException {
        try (ShellClient client = ShellClient.command(socket, line)) {
            return client.awaitEnd();
        }
    }

    @Test
    void aCommandAndItsExitStatus() throws IOException {
        assertThat(run("status archive")).isEqualTo("""
                NAME     TYPE     STATE       VERSION  WORKER          TRACE
                archive  unknown  UNASSIGNED           localhost:8083  Waiting for plugin org.example.Archive, any version
                \0exit=0
                """);
        assertThat(run("connect:list --json")).endsWith("]\n\0exit=0\n");
    }

    @Test
    void errorsAreSentencesAndStatuses() throws IOException {
        assertThat(run("status nobody"))
                .isEqualTo("STATUS_NOT_FOUND: No status found for connector nobody\n\0exit=1\n");
        assertThat(run("status --trce"))
                .isEqualTo("status: Unknown option: '--trce'. Did you mean --trace? 'status --help' tells more.\n"
                        + "\0exit=2\n");
        assertThat(run("nonsense")).isEqualTo("Command not found: nonsense. 'help' lists the commands.\n\0exit=2\n");
        assertThat(run("status 'x")).startsWith("The line is not complete: ").endsWith("\0exit=2\n");
        shell.fixture().down();
        assertThat(run("list")).startsWith("The worker is not running").endsWith("\0exit=3\n");
    }

    @Test
    void wordsReachTheCommandAsTheyWereTyped() throws IOException {
        assertThat(run("create 007 connector.class=X topics.regex=a.* 't.type=A$B' 'y=[b]' x=1e3"))
                .endsWith("\0exit=0\n");
        assertThat(shell.fixture().worker.orders())
                .containsExactly(
                        "create 007 {connector.class=X, name=007, t.type=A$B, topics.regex=a.*, x=1e3, y=[b]} null");
    }

    @Test
    void ourScopeComesFirstAndOthersFollow() throws IOException {
        assertThat(run("stop audit")).startsWith("Connector audit is to stop.");
        assertThat(run("test:stop")).isEqualTo("one\ntwo\n\0exit=0\n");
        assertThat(run("status orders | shout")).contains("ORDERS/1", "JAVA.IO.IOEXCEPTION: NO SPACE LEFT ON DEVICE\n");
    }

    @Test
    void coloursAndWidthAreThoseOfTheClientsTerminal() throws IOException {
        String header = "penstock-shell 1 term=xterm cols=60 rows=20 mode=command tty=true future=field\n";
        try (ShellClient client = ShellClient.raw(socket, header + "status orders\n")) {
            client.awaitEnd();
            assertThat(client.bytes()).contains("\u001b[31mFAILED\u001b[0m", "java.io.I...");
        }
        try (ShellClient client = ShellClient.raw(socket, header.replace("tty=true", "") + "status orders\n")) {
            client.awaitEnd();
            assertThat(client.bytes()).doesNotContain("\u001b").contains("no space left");
        }
        try (ShellClient client = ShellClient.raw(socket, header + "status orders | shout\n")) {
            client.awaitEnd();
            assertThat(client.bytes()).doesNotContain("\u001b").contains("NO SPACE LEFT");
        }
    }

    @Test
    void filesAreRelativeToTheClientsDirectory() throws IOException {
        Path there = Files.createDirectories(directory.resolve("a dir+"));
        Files.writeString(there.resolve("new.properties"), "name=new\nconnector.class=X\n");
        String cwd = there.toString().replace(" ", "%20");
        String header = "penstock-shell 1 term=dumb cols=0 rows=0 mode=command cwd=" + cwd + "\n";
        try (ShellClient client = ShellClient.raw(socket, header + "create new.properties\n")) {
            assertThat(client.awaitEnd()).startsWith("Created connector new").endsWith("\0exit=0\n");
        }
    }

    @Test
    void standardInputReachesACommand() throws IOException {
        try (ShellClient client = ShellClient.command(socket, "shout")) {
            client.send("hello\n").closeOutput();
            assertThat(client.awaitEnd()).isEqualTo("HELLO\n\0exit=0\n");
        }
    }

    @Test
    void headersThatAreNotOurs() throws IOException {
        assertRefused("GET / HTTP/1.1\n", "this is the socket of a Penstock shell");
        assertRefused("penstock-shell 9 mode=command\n", "the worker speaks version 1");
        assertRefused("penstock-shell 1 mode=loud\n", "mode is 'loud' and must be interactive or command");
        assertRefused("x".repeat(9_000), "a header line is longer than 8192 bytes");
    }

    private void assertRefused(String header, String message) throws IOException {
        try (ShellClient client = ShellClient.raw(socket, header)) {
            assertThat(client.awaitEnd()).startsWith("penstock-shell: " + message);
        }
    }

    @Test
    void thePathMustBeOneThatCanBeBound() throws IOException {
        assertThatThrownBy(() -> shell.start(Path.of("shell.sock")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("socket (io.penstock.shell) is 'shell.sock' and must be an absolute path");
        assertThatThrownBy(() -> shell.start(socket))
                .isInstanceOf(IOException.class)
                .hasMessage("socket (io.penstock.shell) = " + socket + " is in use: another worker answers there");
        Path file = Files.writeString(directory.resolve("file"), "precious");
        assertThatThrownBy(() -> shell.start(file)).hasMessageContaining("exists and is not a socket");
        assertThat(file).hasContent("precious");
        assertThatThrownBy(() -> shell.start(directory.resolve("x".repeat(120))))
                .hasMessageContaining("the path be shorter than about 100 bytes");
    }

    @Test
    void aStaleSocketFileIsReplaced() throws IOException, InterruptedException {
        Path stale = directory.resolve("stale.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(stale));
        }
        assertThat(stale).exists();
        ShellServer other = shell.start(stale);
        try (ShellClient client = ShellClient.command(stale, "list")) {
            assertThat(client.awaitEnd()).endsWith("\0exit=0\n");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stale)))
                .isEqualTo("rw-------");
        other.stop();
        assertThat(stale).doesNotExist();
    }

    @Test
    void aClientThatGoesAwayLeavesNothing() throws IOException {
        ShellClient gone = ShellClient.interactive(socket, "xterm");
        gone.awaitText("penstock> ").send("block\r").awaitText("blocking\n");
        gone.close();
        awaitNoThread("penstock-shell-", "session-", "job controller", "pipe-");
    }

    @Test
    void theEndOfTheServerEndsEverything() throws IOException, InterruptedException {
        try (ShellClient idle = ShellClient.interactive(socket, "xterm");
                ShellClient busy = ShellClient.interactive(socket, "dumb");
                ShellClient silent = ShellClient.raw(socket, "penstock-shell 1 term")) {
            idle.awaitText("penstock> ");
            busy.awaitText("penstock> ").send("block\r").awaitText("blocking\n");
            shell.server().stop();
            idle.awaitEnd();
            busy.awaitEnd();
            silent.awaitEnd();
        }
        assertThat(socket).doesNotExist();
        awaitNoThread("penstock", "session-", "job controller", "pipe-");
    }

    private static void awaitNoThread(String... prefixes) {
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> List.of(prefixes).stream().anyMatch(name::startsWith)));
    }
}
