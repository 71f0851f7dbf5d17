package io.penstock.console.gogo;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.ExitStatus;
import io.penstock.console.gogo.fixture.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandErrorTest {

    private final Fixture shell = new Fixture();

    private void assertFails(CommandFailure failure, ExitStatus status, String message) {
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure).hasMessage(message);
    }

    @Test
    void whatTheWorkerRefusesHasItsCodeInFront() {
        assertFails(
                shell.fail(Commands.STATUS, "nobody"),
                ExitStatus.FAILED,
                "STATUS_NOT_FOUND: No status found for connector nobody");
        assertFails(
                shell.fail(Commands.WHY, "nobody"),
                ExitStatus.FAILED,
                "CONNECTOR_NOT_FOUND: Connector nobody not found");
        assertFails(
                shell.fail(Commands.DELETE, "nobody"),
                ExitStatus.FAILED,
                "CONNECTOR_NOT_FOUND: Connector nobody not found");
        assertFails(
                shell.fail(Commands.CREATE, "orders", "connector.class=X"),
                ExitStatus.FAILED,
                "CONNECTOR_EXISTS: Connector orders already exists");
        assertFails(
                shell.fail(Commands.RESTART, "orders/7"), ExitStatus.FAILED, "TASK_NOT_FOUND: Unknown task: orders-7");
        assertThat(shell.fail(Commands.CREATE, "x", "tasks.max=1"))
                .hasMessageStartingWith("CONFIG_INVALID: Connector configuration is invalid")
                .hasMessageContaining("\"connector.class\"");
    }

    @Test
    void withoutAWorkerEveryCommandSaysSo() {
        shell.down();
        for (Commands command : new Commands[] {Commands.LIST, Commands.STATUS, Commands.DUMP, Commands.PLUGINS}) {
            CommandFailure failure = shell.fail(command);
            assertThat(failure.status()).isEqualTo(ExitStatus.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("it is still starting, is stopping, or its start failed");
        }
        assertThat(shell.run(Commands.HELP)).contains("restart");
    }

    @Test
    void anAnswerIsNotAwaitedForEver() {
        shell.worker.fallSilent();
        assertFails(
                shell.fail(Commands.DELETE, "orders", "--timeout", "1"),
                ExitStatus.TIMEOUT,
                "No answer to the deletion of orders within 1 s (--timeout). The worker may still carry it out; status"
                        + " and why show where it is.");
    }

    @Test
    void anInterruptEndsTheWait() {
        shell.worker.fallSilent();
        Thread.currentThread().interrupt();
        assertFails(
                shell.fail(Commands.PAUSE, "orders"),
                ExitStatus.INTERRUPTED,
                "Interrupted while waiting for the change of state of orders. The worker may still carry it out.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "STATUS  | --trce            | status: Unknown option: '--trce'. Did you mean --trace? 'status --help' tells more.",
                "LIST    | all               | list: Unmatched argument at index 0: 'all'. 'list --help' tells more.",
                "WHY     |                   | why: Missing required parameter: 'NAME'. 'why --help' tells more.",
                "DELETE  |                   | delete: Missing required parameter: 'NAME'. 'delete --help' tells more.",
                "HELP    | strat             | There is no command 'strat' in the scope connect. 'help' lists those that there are, 'felix:help' those of other bundles.",
                "PLUGINS | --type=sinc       | plugins: Invalid value for option '--type': expected one of [SOURCE, SINK, CONVERTER, HEADER_CONVERTER, TRANSFORMATION, PREDICATE, CONFIGPROVIDER, REST_EXTENSION, CONNECTOR_CLIENT_CONFIG_OVERRIDE_POLICY] (case-insensitive) but was 'sinc'. 'plugins --help' tells more.",
                "DELETE  | a --timeout=soon  | delete: Invalid value for option '--timeout': 'soon' is not an int. 'delete --help' tells more.",
                "DELETE  | a --timeout=0     | --timeout is 0 and must be a number of seconds above 0",
                "CONFIG  | orders tasks.max  | 'tasks.max' is neither key=value nor key- (which removes the key)",
                "CONFIG  | orders a=1 a-     | Key 'a' is given twice",
                "CONFIG  | orders a=1 --file=x | --file replaces the whole configuration; it goes without [a=1]",
                "RESTART | orders/0 --tasks  | --tasks and --failed are for connectors, and orders/0 is a task",
                "CREATE  | x a-              | 'a-' removes a key, and a new connector has none to remove",
            })
    void aWrongCommandLineSaysHowToGoOn(Commands command, String line, String message) {
        String[] arguments = line == null ? new String[0] : line.split(" ");
        assertFails(shell.fail(command, arguments), ExitStatus.USAGE, message);
    }

    @Test
    void filesThatAreNoConnectors(@TempDir Path directory) throws IOException {
        shell.in(directory);
        Files.writeString(directory.resolve("broken.json"), "{\"name\": \"x\",\n \"a\" 1}");
        Files.writeString(directory.resolve("list.json"), "[]");
        Files.writeString(directory.resolve("deep.json"), "{\"name\": \"x\", \"a\": {}}");
        Files.writeString(directory.resolve("more.json"), "{\"name\": \"x\", \"config\": {}, \"state\": 1}");
        Files.writeString(
                directory.resolve("state.json"), "{\"name\": \"x\", \"config\": {}, \"initial_state\": \"on\"}");
        Files.writeString(directory.resolve("nameless.json"), "{\"connector.class\": \"X\"}");
        Files.writeString(directory.resolve("escape.properties"), "name=\\u00zz");
        Files.write(directory.resolve("latin.properties"), new byte[] {'a', '=', (byte) 0xe4});
        Files.writeString(directory.resolve("other.txt"), "name=x");

        assertFile("broken.json", "not JSON: ", directory);
        assertThat(shell.fail(Commands.CREATE, "broken.json")).hasMessageEndingWith("(line 2, column 6)");
        assertFile("list.json", "a connector is a JSON object", directory);
        assertFile("deep.json", "value of 'a' is an object or an array", directory);
        assertFile("more.json", "field 'state' beside 'config'", directory);
        assertFile("state.json", "initial_state is 'on' and must be one of RUNNING, PAUSED, STOPPED", directory);
        assertFile("nameless.json", "has no 'name'. Add it, or give it: create NAME --file nameless.json", directory);
        assertFile("escape.properties", "not a .properties file: Malformed", directory);
        assertFile("latin.properties", "not UTF-8 text", directory);
        assertFile("other.txt", "a connector's file ends in .json or .properties", directory);
        assertThat(shell.fail(Commands.CREATE, "gone.json"))
                .hasMessage("No such file: " + directory.resolve("gone.json"));
        assertThat(shell.fail(Commands.CREATE, "orders2"))
                .hasMessageStartingWith("'orders2' is not a file (" + directory.resolve("orders2") + ")")
                .hasMessageContaining("create orders2 connector.class=CLASS");
        assertThat(shell.fail(Commands.CONFIG, "audit", "--file", "deep.json")).hasMessageContaining("value of 'a'");
        assertThat(shell.worker.orders()).isEmpty();
    }

    private void assertFile(String file, String message, Path directory) {
        CommandFailure failure = shell.fail(Commands.CREATE, file);
        assertThat(failure.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(failure).hasMessageStartingWith(directory.resolve(file) + ": " + message);
    }

    @Test
    void aFileOfAnotherConnectorReplacesNothing(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("b.properties"), "name=b\nconnector.class=B\n");
        assertFails(
                shell.in(directory).fail(Commands.CONFIG, "orders", "--file=b.properties"),
                ExitStatus.USAGE,
                "The file is that of connector b, not of orders");
        assertThat(shell.fail(Commands.CONFIG, "b", "--file=b.properties"))
                .hasMessage("CONNECTOR_NOT_FOUND: Connector b not found");
        assertThat(shell.worker.orders()).isEmpty();
    }
}
