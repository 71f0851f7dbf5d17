package io.penstock.launcher.start;

import io.penstock.launcher.cli.CommandLine;
import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.cli.Option;
import io.penstock.launcher.framework.WorkerUp;
import io.penstock.launcher.home.Layout;
import io.penstock.launcher.home.WorkerFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code penstock start}. */
public final class StartCommand {
    /** Set in the JVM that runs in the background. */
    static final String IN_BACKGROUND = "penstock.background";

    private final List<String> arguments;
    private final CommandLine line;
    private final Output output;

    /** The line is what the arguments mean. */
    public StartCommand(List<String> arguments, CommandLine line, Output output) {
        this.arguments = List.copyOf(arguments);
        this.line = line;
        this.output = output;
    }

    public ExitCode run() throws LaunchException, InterruptedException {
        boolean inBackground = Boolean.getBoolean(IN_BACKGROUND);
        Layout layout = Layout.of(line);
        // Before anything is started or written: what can be known to be wrong.
        WorkerSettings settings = new WorkerSettings(
                layout, WorkerFile.read(layout.config()), connectorFiles(line.words()), !inBackground);
        if (line.has(Option.DAEMON) && !inBackground) {
            return new BackgroundStart(arguments, layout, output).run();
        }
        WorkerRun run = new WorkerRun(settings, output);
        try {
            Optional<WorkerUp> up = run.start(worker -> report(settings, worker));
            if (up.isPresent()) {
                run.awaitStopRequest();
            }
            return stop(run);
        } catch (LaunchException e) {
            run.stop();
            throw e;
        }
    }

    private ExitCode stop(WorkerRun run) {
        output.line("Stopping: draining tasks and committing their offsets");
        Instant asked = Instant.now();
        boolean stopped = run.stop();
        if (stopped) {
            output.line("Stopped in " + Duration.between(asked, Instant.now()).toMillis() + " ms");
        }
        return stopped ? ExitCode.OK : ExitCode.FAILED;
    }

    private void report(WorkerSettings settings, WorkerUp worker) {
        Layout layout = settings.layout();
        String rest = worker.restUrls().isEmpty() ? "none" : String.join(" ", worker.restUrls());
        output.line("Penstock " + Product.version() + ", " + worker.mode() + " ("
                + settings.worker().file() + ")");
        output.line("  cluster  " + worker.clusterId() + " at " + worker.bootstrapServers());
        output.line("  REST     " + rest);
        output.line("  plugins  " + worker.plugins() + ", more from " + layout.deploy());
        output.line("  data     " + layout.data());
        output.line("Up after " + sinceJvmStart().toMillis() + " ms. Ctrl-C or \"penstock stop\" ends it.");
    }

    private static Duration sinceJvmStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }

    private static List<Path> connectorFiles(List<String> words) throws LaunchException {
        List<Path> files = new ArrayList<>();
        for (String word : words) {
            Path file = Path.of(word).toAbsolutePath().normalize();
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new LaunchException(
                        ExitCode.CONFIG_INVALID,
                        "The connector file " + file + " " + (Files.exists(file) ? "cannot be read" : "does not exist"),
                        "Name files in properties or JSON format, as for connect-standalone");
            }
            files.add(file);
        }
        return files;
    }
}
