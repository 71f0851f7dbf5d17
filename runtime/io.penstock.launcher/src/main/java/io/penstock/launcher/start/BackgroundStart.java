package io.penstock.launcher.start;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.home.Layout;
import io.penstock.launcher.instance.InstanceLock;
import io.penstock.launcher.instance.InstanceRecord;
import io.penstock.launcher.instance.InstanceState;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code penstock start --daemon}: the same command line in a JVM of its own, which the end of the terminal does not touch. Returns once that
 * worker is up, or with its exit code when it is not to be.
 */
final class BackgroundStart {
    private static final long LOOK_EVERY_MS = 50;

    private final List<String> arguments;
    private final Layout layout;
    private final Output output;

    /** The arguments are those of the whole command line. */
    BackgroundStart(List<String> arguments, Layout layout, Output output) {
        this.arguments = List.copyOf(arguments);
        this.layout = layout;
        this.output = output;
    }

    ExitCode run() throws LaunchException, InterruptedException {
        layout.create();
        Path log = layout.log().resolve("console.log");
        try {
            Optional<InstanceRecord> other = InstanceRecord.findRunning(layout.run());
            if (other.isPresent()) {
                throw InstanceLock.taken(Long.toString(other.get().process().pid()), layout.data());
            }
            if (Files.exists(log)) {
                Files.move(log, layout.log().resolve("console.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Process worker = new ProcessBuilder(command())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            // Ctrl-C before it is up means it, too.
            Thread abandon = new Thread(worker::destroy, "abandon");
            Runtime.getRuntime().addShutdownHook(abandon);
            while (!worker.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                if (isUp(worker.pid())) {
                    Runtime.getRuntime().removeShutdownHook(abandon);
                    output.out().print(Files.readString(log));
                    output.line("In the background as process " + worker.pid() + ", log in " + layout.log());
                    return ExitCode.OK;
                }
            }
            output.err().print(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
            return exitCode(worker.exitValue());
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.FAILED,
                    "Could not start in the background: " + e.getMessage(),
                    "Try without --daemon, which says more",
                    e);
        }
    }

    private boolean isUp(long pid) throws IOException {
        Optional<InstanceRecord> running = InstanceRecord.findRunning(layout.run());
        return running.isPresent()
                && running.get().process().pid() == pid
                && running.get().state() == InstanceState.RUNNING;
    }

    private List<String> command() {
        ProcessHandle.Info self = ProcessHandle.current().info();
        String java = self.command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        List<String> command = new ArrayList<>();
        // Ctrl-C and the end of a terminal reach all processes of its session, so the worker gets one of its own. Where
        // there is no
        // setsid, the signal of the end at least is ignored, and stays so in the program that the shell turns into.
        String detached = "trap '' HUP; command -v setsid >/dev/null && exec setsid \"$@\"; exec \"$@\"";
        command.addAll(List.of("/bin/sh", "-c", detached, "sh", java));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + StartCommand.IN_BACKGROUND + "=true");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.penstock.launcher.Main"));
        command.addAll(arguments);
        return command;
    }

    private static ExitCode exitCode(int number) {
        for (ExitCode code : ExitCode.values()) {
            if (code.number() == number && code != ExitCode.OK) {
                return code;
            }
        }
        return ExitCode.FAILED;
    }
}
