package io.penstock.console.gogo.shell;

import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.ExitStatus;
import java.io.EOFException;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;

/** Runs a line in a Gogo session and puts what it threw into words. */
final class LineRunner {

    private LineRunner() {}

    /** Prints the line's result or why there is none; answers with the exit status. */
    static int run(CommandSession session, String line, PrintStream console) {
        try {
            Object result = session.execute(line);
            if (result != null) {
                console.print(String.valueOf(session.format(result, Converter.INSPECT))
                                .stripTrailing() + "\n");
            }
            return ExitStatus.OK.code();
        } catch (CommandFailure e) {
            return fail(console, e.getMessage(), e.status());
        } catch (InterruptedException e) {
            return fail(
                    console,
                    "Interrupted. An order that was under way may still be carried out.",
                    ExitStatus.INTERRUPTED);
        } catch (EOFException e) {
            return fail(console, "The line is not complete: " + e.getMessage(), ExitStatus.USAGE);
        } catch (ExecutionException e) {
            return fail(console, "INTERNAL: " + e.getCause(), ExitStatus.FAILED);
        } catch (IllegalArgumentException e) {
            return fail(console, message(e) + ". 'help' lists the commands.", ExitStatus.USAGE);
        } catch (Exception e) {
            return fail(console, e.getClass().getSimpleName() + ": " + message(e), ExitStatus.FAILED);
        }
    }

    private static int fail(PrintStream console, String message, ExitStatus status) {
        console.print(message + "\n");
        return status.code();
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
