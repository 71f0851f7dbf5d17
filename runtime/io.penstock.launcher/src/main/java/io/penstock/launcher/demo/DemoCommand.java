package io.penstock.launcher.demo;

import io.penstock.broker.BrokerException;
import io.penstock.broker.BrokerProcess;
import io.penstock.launcher.cli.CommandLine;
import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.cli.Option;
import io.penstock.launcher.framework.WorkerUp;
import io.penstock.launcher.home.Layout;
import io.penstock.launcher.home.WorkerFile;
import io.penstock.launcher.start.Output;
import io.penstock.launcher.start.Product;
import io.penstock.launcher.start.WorkerRun;
import io.penstock.launcher.start.WorkerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code penstock demo}: made-up orders flow from a source connector over a topic and three transforms into a file, the spoilt ones into a
 * dead letter topic, until Ctrl-C or until the number asked for is accounted for. Leaves nothing behind.
 */
public final class DemoCommand {
    /** Enough to see it move, and slow enough for a small disk to take it for hours. */
    private static final String ENDLESS_RATE = "1000";

    private final CommandLine line;
    private final Output output;
    private @Nullable DemoFiles files;
    private @Nullable BrokerProcess broker;
    private @Nullable WorkerRun worker;

    public DemoCommand(CommandLine line, Output output) {
        this.line = line;
        this.output = output;
    }

    public ExitCode run() throws LaunchException, InterruptedException {
        Path home = Layout.distribution();
        DemoFiles made = DemoFiles.create();
        files = made;
        Thread cleanUp = new Thread(this::cleanUp, "clean-up");
        Runtime.getRuntime().addShutdownHook(cleanUp);
        try {
            output.line("Starting a Kafka broker and a worker in " + made.directory());
            BrokerProcess started = startBroker(made, new Layout(home, home, home, home).brokerLibraries());
            broker = started;
            WorkerRun run = new WorkerRun(settings(home, made, started), output);
            worker = run;
            Optional<WorkerUp> up = run.start(told -> {});
            if (up.isEmpty()) {
                return ExitCode.OK;
            }
            return show(home, made, started, run, up.get());
        } catch (BrokerException e) {
            throw new LaunchException(ExitCode.FAILED, String.valueOf(e.getMessage()), "", e);
        } finally {
            cleanUp();
        }
    }

    private ExitCode show(Path home, DemoFiles made, BrokerProcess running, WorkerRun run, WorkerUp up)
            throws LaunchException, InterruptedException {
        Optional<String> count = line.value(Option.COUNT);
        hints(home, made, up, running);
        DemoFlow flow = new DemoFlow(
                new ConnectRest(up.restUrls().get(0)),
                running,
                made.delivered(),
                new DemoView(output, isTerminal()),
                run);
        flow.start(
                DemoFiles.text(
                        "source.json",
                        Map.of("count", count.orElse("-1"), "rate", count.isPresent() ? "-1" : ENDLESS_RATE)),
                DemoFiles.text("sink.json", Map.of("file", made.delivered().toString())));
        DemoNumbers numbers = flow.follow(count.map(Long::valueOf).orElse(Long.MAX_VALUE));
        output.line(numbers.summary());
        return numbers.addUp() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void hints(Path home, DemoFiles made, WorkerUp up, BrokerProcess running) {
        String rest = up.restUrls().get(0).replaceFirst("/$", "");
        output.line("Penstock " + Product.version() + " is up, with " + up.plugins()
                + " plugins. Try from another terminal:");
        output.line("  curl " + rest + "/connectors/orders-sink/status");
        output.line("  " + home.resolve("bin/penstock") + " shell --data "
                + made.directory().resolve("data") + " connect:list");
        output.line("  tail -f " + made.delivered());
        output.line("  Kafka is at " + running.bootstrapServers()
                + ", topics orders and orders-dead-letters. Ctrl-C ends the demo.");
    }

    private static BrokerProcess startBroker(DemoFiles made, Path libraries) {
        return BrokerProcess.builder()
                .dataDirectory(made.brokerData())
                .libraries(libraries)
                .start();
    }

    private static WorkerSettings settings(Path home, DemoFiles made, BrokerProcess running) throws LaunchException {
        Map<String, String> values = Map.of(
                "bootstrap.servers",
                running.bootstrapServers(),
                "directory",
                made.directory().toString());
        made.writeWorkerFile(DemoFiles.text("worker.properties", values));
        Layout layout = made.layout(home);
        return new WorkerSettings(layout, WorkerFile.read(layout.config()), List.of(), false);
    }

    private static boolean isTerminal() {
        return Boolean.getBoolean("penstock.tty.out");
    }

    /** On the way out and, after a signal that came early, in a shutdown hook. */
    private synchronized void cleanUp() {
        if (worker != null) {
            worker.stop();
            worker = null;
        }
        try {
            if (broker != null) {
                broker.close();
                broker = null;
            }
            if (files != null) {
                files.close();
                files = null;
            }
        } catch (IOException | BrokerException e) {
            output.warn("Something temporary may be left: " + e.getMessage());
        }
    }
}
