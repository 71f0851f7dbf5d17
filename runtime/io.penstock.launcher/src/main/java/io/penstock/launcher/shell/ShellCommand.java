package io.penstock.launcher.shell;

import io.penstock.launcher.cli.CommandLine;
import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.control.Worker;
import io.penstock.launcher.home.Layout;
import io.penstock.launcher.start.Output;
import io.penstock.launcher.start.ShellSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;

/** {@code penstock shell}: one command, a script of commands, or a console. */
public final class ShellCommand {
    private final CommandLine line;
    private final Output output;

    public ShellCommand(CommandLine line, Output output) {
        this.line = line;
        this.output = output;
    }

    /** The exit code of the command, or of the first command of a script that failed. */
    public int run() throws LaunchException {
        Layout layout = Layout.of(line);
        Worker.require(layout);
        try {
            Path socket = ShellSocket.locate(layout.run());
            if (!line.words().isEmpty()) {
                return command(socket, ShellWords.line(line.words()));
            }
            return LocalTerminal.isInteractive() ? console(socket) : script(socket);
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.FAILED,
                    "The worker's console does not answer: " + e.getMessage(),
                    "It may be starting or stopping; \"penstock status\" says",
                    e);
        }
    }

    private int script(Path socket) throws IOException, LaunchException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            if (!text.isBlank() && !text.stripLeading().startsWith("#")) {
                int code = command(socket, text.strip());
                if (code != 0) {
                    return code;
                }
            }
        }
        return ExitCode.OK.number();
    }

    private int command(Path socket, String command) throws IOException, LaunchException {
        if (command.contains("\n")) {
            throw new LaunchException(ExitCode.USAGE, "A shell command is one line", "Give several on standard input");
        }
        try (ShellConnection connection = ShellConnection.open(socket)) {
            OptionalInt code = connection.run(command, Client.current(), output.out());
            return code.orElseThrow(() -> new IOException("it closed before the command ended"));
        }
    }

    private int console(Path socket) throws IOException {
        try (ShellConnection connection = ShellConnection.open(socket)) {
            Client client = Client.current();
            String settings = LocalTerminal.raw();
            Thread restore = new Thread(() -> restore(settings), "restore-terminal");
            // A signal ends the JVM through its shutdown hooks only.
            Runtime.getRuntime().addShutdownHook(restore);
            try {
                connection.interact(client, System.in, output.out());
            } finally {
                restore(settings);
            }
        }
        return ExitCode.OK.number();
    }

    private void restore(String settings) {
        try {
            LocalTerminal.restore(settings);
        } catch (IOException e) {
            output.warn("The terminal may be left in a strange state (\"stty sane\" mends it): " + e.getMessage());
        }
    }
}
