package io.penstock.console.gogo.shell;

import io.penstock.api.WorkerInfo;
import io.penstock.console.gogo.access.WorkerAccess;
import io.penstock.console.gogo.complete.ShellCompleter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;

/**
 * A person at a terminal: prompt, editing, history, completion. The client's terminal is raw, so everything that a
 * terminal driver does is done here; no native library is needed for it.
 */
final class InteractiveShell {

    private static final String PROMPT = "penstock> ";
    private static final Size USUAL_SIZE = new Size(80, 24);
    private static final Set<String> LEAVE = Set.of("exit", "quit", "logout");

    private final CommandProcessor processor;
    private final WorkerAccess access;
    private final @Nullable Path history;

    InteractiveShell(CommandProcessor processor, WorkerAccess access, @Nullable Path history) {
        this.processor = processor;
        this.access = access;
        this.history = history;
    }

    /** Serves one client until it leaves. */
    void run(Handshake handshake, Connection connection) throws IOException {
        Size size = handshake.columns() > 0 && handshake.rows() > 0
                ? new Size(handshake.columns(), handshake.rows())
                : USUAL_SIZE;
        try (Terminal terminal = new ExternalTerminal(
                null,
                "penstock",
                handshake.term(),
                connection.input(),
                connection.output(),
                StandardCharsets.UTF_8,
                SignalHandler.SIG_DFL,
                false,
                null,
                size)) {
            PrintStream console = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
            try (CommandSession session = processor.createSession(terminal.input(), console, console)) {
                Sessions.prepare(session, handshake);
                onTerminal(session, terminal);
                connection.onSilence(() -> interrupt(session)); // nobody is left who could press Ctrl-C
                terminal.handle(Signal.INT, signal -> interrupt(session));
                console.print(greeting());
                readAndRun(reader(terminal, session), session, console);
            }
        }
    }

    private void readAndRun(LineReader reader, CommandSession session, PrintStream console) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                String line = reader.readLine(PROMPT).strip();
                if (LEAVE.contains(line)) {
                    return;
                }
                if (!line.isEmpty()) {
                    LineRunner.run(session, line, console);
                }
            } catch (UserInterruptException e) {
                // Ctrl-C drops the line, no more.
            } catch (EndOfFileException e) {
                return; // Ctrl-D, or the client has gone
            }
        }
    }

    private LineReader reader(Terminal terminal, CommandSession session) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("penstock")
                .parser(new GogoParser())
                .completer(new ShellCompleter(() -> commands(session), session::currentDir, access))
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "> ")
                .option(Option.DISABLE_EVENT_EXPANSION, true);
        ShellHistory.configure(builder, history);
        return builder.build();
    }

    /** Under the names that Gogo's own shell and Karaf's use. */
    private static void onTerminal(CommandSession session, Terminal terminal) {
        session.put("#TERM", (Function) (s, arguments) -> terminal.getType());
        session.put("#COLUMNS", (Function) (s, arguments) -> terminal.getWidth());
        session.put("#LINES", (Function) (s, arguments) -> terminal.getHeight());
    }

    private static Set<String> commands(CommandSession session) {
        Set<String> names = new TreeSet<>();
        if (session.get(".commands") instanceof Set<?> all) {
            all.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }

    private static void interrupt(CommandSession session) {
        Job job = session.foregroundJob();
        if (job != null) {
            job.interrupt();
        }
    }

    private String greeting() {
        String who = access.findWorker()
                .map(worker -> greeting(worker.info()))
                .orElse("Penstock: the worker is not running (yet).");
        return who + " 'help' lists the commands, TAB completes, 'exit' or Ctrl-D leaves.\n";
    }

    private static String greeting(WorkerInfo info) {
        return "Penstock " + info.productVersion() + ", " + (info.distributed() ? "distributed" : "standalone")
                + " worker " + info.workerId() + ".";
    }
}
