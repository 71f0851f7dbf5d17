package io.penstock.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.launcher.Distribution.Result;
import io.penstock.launcher.Distribution.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell's client against a server that stands in for the worker's console. */
class ShellTest {
    @TempDir
    private Path directory;

    private Distribution penstock;

    @BeforeEach
    void unpack() throws IOException {
        penstock = new Distribution(directory.resolve("penstock"));
        penstock.environment("TERM", "xterm-256color");
    }

    @AfterEach
    void end() throws IOException {
        penstock.close();
    }

    @Test
    void runsACommandAndEndsWithItsCode() throws Exception {
        startWorker();

        Result list = penstock.run("shell", "connect:list", "--all");
        assertThat(list.code()).isZero();
        assertThat(list.out())
                .matches("penstock-shell 1 term=xterm-256color cols=\\d+ rows=\\d+ cwd=\\S+ mode=command\n"
                        + "connect:list --all\n");

        Result failing = penstock.run("shell", "exit 7");
        assertThat(failing.code()).isEqualTo(7);
        assertThat(failing.out()).endsWith("exit 7\n");

        Result lost = penstock.run("shell", "hang", "up");
        assertThat(lost.code()).isEqualTo(2);
        assertThat(lost.err()).contains("it closed before the command ended");
    }

    @Test
    void saysWhereTheUserStandsAndKeepsWordsTogether() throws Exception {
        startWorker();
        Path here = Files.createDirectories(directory.resolve("a b+c%20"));

        Result create = penstock.runIn(here, "shell", "connect:create", "--name", "it's mine", "my orders.json");

        assertThat(create.out())
                .contains(" cwd=" + directory + "/a%20b%2Bc%2520 mode=command\n")
                .endsWith("connect:create --name 'it'\\''s mine' 'my orders.json'\n");
    }

    @Test
    void tellsTheConsoleWhereItsHistoryIs() throws Exception {
        startWorker();

        assertThat(penstock.run("shell", "history").out())
                .endsWith("history " + penstock.data().resolve("run/shell.history") + "\n");
    }

    @Test
    void runsCommandsFromStandardInputUntilOneFails() throws Exception {
        startWorker();
        Running shell = penstock.start("shell");
        shell.type("# a comment\n\nfirst\nexit 3\nnever\n");

        Result result = shell.end();

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).contains("\nfirst\n").contains("\nexit 3\n").doesNotContain("never");
    }

    @Test
    void findsTheSocketOfADataDirectoryWithALongName() throws Exception {
        String data = directory.resolve("d".repeat(90)).toString();
        startWorker("--data", data);
        Path pointer = Path.of(data, "run/shell.path");
        Path socket = Path.of(Files.readString(pointer).strip());
        assertThat(socket).exists();

        assertThat(penstock.run("shell", "--data", data, "hello").out()).endsWith("hello\n");
        assertThat(penstock.run("stop", "--data", data).code()).isZero();

        assertThat(pointer).doesNotExist();
        assertThat(socket.getParent()).doesNotExist();
    }

    @Test
    void needsAWorker() throws Exception {
        Result result = penstock.run("shell", "connect:list");

        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err()).contains("No worker runs on the data directory " + penstock.data());
    }

    /** A terminal comes from script(1), which is everywhere where there are terminals. */
    @Test
    void isAConsoleOnATerminalAndLeavesItAsItWas() throws Exception {
        startWorker();
        String quoted = "'" + penstock.home().resolve("bin/penstock") + "'";
        String line = "stty cols 100 rows 30; stty -g > before; " + quoted + " shell; echo code $?; stty -g > after";
        Running terminal = penstock.startCommand(
                List.of("script", "-q", "-e", "-c", "cd '" + directory + "'; " + line, "/dev/null"));
        await().atMost(Duration.ofSeconds(60)).until(() -> terminal.shown().contains("console"));
        assertThat(terminal.shown())
                .contains("term=xterm-256color cols=100 rows=30 tty=true cwd=" + directory + " mode=interactive");

        terminal.type("abc q");
        Result result = terminal.end();

        assertThat(result.out()).contains("ABC").contains("code 0");
        assertThat(Files.readString(directory.resolve("after")))
                .isEqualTo(Files.readString(directory.resolve("before")));
    }

    @Test
    void saysThatTheOutputOfACommandGoesToATerminal() throws Exception {
        startWorker();
        String command = "'" + penstock.home().resolve("bin/penstock") + "' shell connect:list < /dev/null";

        Running terminal = penstock.startCommand(List.of("script", "-q", "-e", "-c", command, "/dev/null"));
        terminal.type("");

        assertThat(terminal.end().out()).contains(" tty=true cwd=").contains("connect:list");
    }

    private void startWorker(String... options) throws Exception {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "start";
        arguments[1] = "--daemon";
        System.arraycopy(options, 0, arguments, 2, options.length);
        Result result = penstock.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
    }
}
