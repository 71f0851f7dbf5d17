package io.penstock.console.gogo.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;

/** One command line of a script. Its exit status is the last thing sent. */
final class SingleCommand {

    private final CommandProcessor processor;

    SingleCommand(CommandProcessor processor) {
        this.processor = processor;
    }

    void run(Handshake handshake, String line, Connection connection) throws IOException {
        OutputStream out = connection.output();
        PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code;
        try (CommandSession session = processor.createSession(connection.input(), console, console)) {
            Sessions.prepare(session, handshake);
            session.put("TERM", handshake.term());
            session.put("COLUMNS", handshake.columns());
            session.put("LINES", handshake.rows());
            Thread runner = Thread.currentThread();
            connection.onDeafness(runner::interrupt);
            code = LineRunner.run(session, line, console);
        }
        console.flush();
        out.write(("\0exit=" + code + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
