package io.penstock.launcher.control;

import io.penstock.launcher.cli.CommandLine;
import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.home.Layout;
import io.penstock.launcher.instance.InstanceRecord;
import io.penstock.launcher.start.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code penstock stop}. */
public final class StopCommand {
    /** Beyond the worker's own limit: for the process to go. */
    private static final long MARGIN_MS = 10_000;

    private final CommandLine line;
    private final Output output;

    public StopCommand(CommandLine line, Output output) {
        this.line = line;
        this.output = output;
    }

    public ExitCode run() throws LaunchException, InterruptedException {
        Layout layout = Layout.of(line);
        InstanceRecord worker = Worker.require(layout);
        ProcessHandle process = worker.process().find().orElseThrow(() -> Worker.notRunning(layout));
        long limitMs = worker.stopLimitMs() + MARGIN_MS;
        Instant asked = Instant.now();
        if (!process.destroy()) {
            throw new LaunchException(
                    ExitCode.FAILED,
                    "Process " + process.pid() + " cannot be told to stop",
                    "It may belong to another user; stop it as that user");
        }
        try {
            process.onExit().get(limitMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LaunchException(
                    ExitCode.FAILED,
                    "Process " + process.pid() + " did not stop within " + limitMs + " ms",
                    "A thread dump (jstack " + process.pid()
                            + ") says what it waits for; kill -9 ends it, and the next start recovers",
                    e);
        } catch (ExecutionException e) {
            throw new LaunchException(
                    ExitCode.FAILED, "Cannot wait for process " + process.pid() + ": " + e.getMessage(), "", e);
        }
        output.line("Stopped process " + process.pid() + " in "
                + Duration.between(asked, Instant.now()).toMillis() + " ms");
        return ExitCode.OK;
    }
}
