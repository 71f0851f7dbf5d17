package io.penstock.console.gogo;

import io.penstock.console.gogo.access.Invocation;
import io.penstock.console.gogo.access.WorkerAccess;
import io.penstock.console.gogo.text.Output;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/**
 * One command as Gogo calls it. A {@link Function} gets the words as they were typed, where Gogo would make the number 7
 * of the connector name 007 for a method that it finds by reflection.
 *
 * <p>What it prints knows the width and the colours of the session's terminal by the variables {@code COLUMNS} and
 * {@code TERM}, which Gogo's, Karaf's and Penstock's shells set alike; none of it when the output goes into a pipe or a
 * file.
 */
public final class ConnectFunction implements Function {

    private final Commands command;
    private final WorkerAccess access;

    /** The command, with the way to the worker. */
    public ConnectFunction(Commands command, WorkerAccess access) {
        this.command = command;
        this.access = access;
    }

    @Override
    public @Nullable Object execute(CommandSession session, @Nullable List<Object> arguments) {
        Process process = Process.Utils.current();
        PrintStream stream = process != null ? process.out() : session.getConsole();
        boolean terminal = process == null || process.isTty(1);
        Path directory = Objects.requireNonNullElse(session.currentDir(), Path.of(""));
        try (Output output =
                new Output(stream, terminal ? columns(session.get("COLUMNS")) : 0, terminal && colours(session))) {
            Invocation invocation = new Invocation(output, directory.toAbsolutePath(), access, user(session));
            List<String> words = arguments == null
                    ? List.of()
                    : arguments.stream().map(String::valueOf).toList();
            command.run(invocation, words);
        }
        return null;
    }

    /** Karaf's shell says who has logged in; elsewhere it is the user whom the worker runs as. */
    private static String user(CommandSession session) {
        Object user = session.get("USER");
        return user != null && !user.toString().isBlank()
                ? user.toString()
                : String.valueOf(System.getProperty("user.name"));
    }

    private static int columns(@Nullable Object value) {
        try {
            return value == null
                    ? 0
                    : Math.max(0, Integer.parseInt(value.toString().strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean colours(CommandSession session) {
        Object term = session.get("TERM");
        return term != null && !term.toString().isEmpty() && !term.toString().equals("dumb");
    }
}
