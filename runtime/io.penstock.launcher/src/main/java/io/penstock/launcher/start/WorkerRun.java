package io.penstock.launcher.start;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.framework.FrameworkHost;
import io.penstock.launcher.framework.WorkerUp;
import io.penstock.launcher.home.FileTree;
import io.penstock.launcher.home.Layout;
import io.penstock.launcher.instance.InstanceLock;
import io.penstock.launcher.instance.InstanceRecord;
import io.penstock.launcher.instance.InstanceState;
import io.penstock.launcher.instance.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of a worker in this process, from taking the data directory to giving it back. The main thread starts and stops it; a signal only
 * {@linkplain #requestStop asks} for it.
 */
public final class WorkerRun {
    /** Longer than a slow broker takes to answer, and than the worker's own bounded attempts to reach one. */
    private static final Duration START_LIMIT = Duration.ofMillis(Long.getLong("penstock.start.timeout.ms", 120_000));
    /** Beyond what the worker gives its tasks: for committing, closing clients and stopping the bundles. */
    private static final Duration STOP_MARGIN = Duration.ofSeconds(30);

    private final WorkerSettings settings;
    private final Output output;
    private final Duration stopLimit;
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private volatile @Nullable FrameworkHost host;
    private boolean stopped;
    private boolean stuck;
    private InstanceRecord record;
    private @Nullable InstanceLock lock;

    public WorkerRun(WorkerSettings settings, Output output) {
        this.settings = settings;
        this.output = output;
        this.stopLimit = STOP_MARGIN.plusMillis(settings.worker().taskGraceMs());
        this.record = new InstanceRecord(
                ProcessIdentity.current(),
                InstanceState.STARTING,
                Product.version(),
                "",
                List.of(),
                stopLimit.toMillis());
    }

    /**
     * Starts and waits until the worker and its REST API are up. Empty when it was asked to stop meanwhile.
     *
     * @param announce tells the user, before the run is recorded as running: who waits for that finds it told
     */
    public Optional<WorkerUp> start(Consumer<WorkerUp> announce) throws LaunchException, InterruptedException {
        Layout layout = settings.layout();
        layout.create();
        lock = InstanceLock.take(layout.data(), layout.run());
        write(record);
        // Installing the bundles takes a tenth of a second; a cache kept over restarts could be stale or damaged.
        layout.clearCache();
        // Whoever ends the JVM without asking, such as a plugin that calls System.exit, still gets its tasks drained.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        Signals.onStop(this::requestStop);
        // For logging.properties; in the pattern of a file's name a percent sign is written twice.
        System.setProperty("penstock.log.dir", layout.log().toString());
        System.setProperty("penstock.log.dir.pattern", layout.log().toString().replace("%", "%%"));
        Map<String, String> logging = LoggingConfiguration.of(layout, settings.consoleLog());

        FrameworkHost booted =
                FrameworkHost.boot(layout, LoggingConfiguration.write(logging, layout.cache()), output::warn);
        host = booted;
        booted.configure(LoggingConfiguration.PID, logging);
        configure(booted);
        if (stopRequested.getCount() == 0) {
            return Optional.empty();
        }
        Optional<WorkerUp> up = booted.startWorker(START_LIMIT);
        if (up.isPresent()) {
            announce.accept(up.get());
            record = record.running(up.get().mode(), up.get().restUrls());
            write(record);
        }
        return up;
    }

    /** Asks for the stop; returns at once. */
    public void requestStop() {
        stopRequested.countDown();
        FrameworkHost running = host;
        if (running != null) {
            running.abandon();
        }
    }

    /** Waits until somebody asks for the stop, or until the framework ends by itself. */
    public void awaitStopRequest() throws InterruptedException {
        FrameworkHost running = host;
        if (running != null) {
            Thread end = new Thread(
                    () -> {
                        try {
                            running.awaitEnd();
                            requestStop();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "framework-end");
            end.setDaemon(true);
            end.start();
        }
        stopRequested.await();
    }

    /** Waits for a while; true as soon as the stop was asked for. */
    public boolean awaitStopRequest(Duration timeout) throws InterruptedException {
        return stopRequested.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Drains and stops everything, and gives the data directory back. Safe to call again.
     *
     * @return false when it took longer than the limit; the process should then be ended
     */
    public synchronized boolean stop() {
        if (stopped || lock == null) {
            return true;
        }
        if (stuck) {
            return false;
        }
        FrameworkHost running = host;
        if (running != null) {
            try {
                record = record.as(InstanceState.STOPPING);
                record.write(settings.layout().run());
            } catch (IOException e) {
                output.warn(
                        "Could not note in " + settings.layout().run() + " that the worker stops: " + e.getMessage());
            }
            if (!running.stop(stopLimit)) {
                output.warn("The worker did not stop within " + stopLimit.toMillis() + " ms; ending the process");
                stuck = true;
                return false;
            }
        }
        stopped = true;
        release();
        return true;
    }

    private void release() {
        try {
            ShellSocket.clear(settings.layout().run());
            InstanceRecord.delete(settings.layout().run());
            FileTree.delete(settings.layout().cache());
        } catch (IOException e) {
            output.warn("Could not clean up " + settings.layout().run() + ": " + e.getMessage());
        }
        InstanceLock taken = lock;
        if (taken != null) {
            taken.close();
        }
    }

    private void configure(FrameworkHost booted) throws LaunchException {
        Layout layout = settings.layout();
        Map<String, String> worker = new HashMap<>(settings.worker().properties());
        worker.put("penstock.home", layout.home().toString());
        worker.put("penstock.data.dir", layout.data().toString());
        worker.put("penstock.deploy.dir", layout.deploy().toString());
        if (!settings.connectorFiles().isEmpty()) {
            String files =
                    settings.connectorFiles().stream().map(Path::toString).collect(Collectors.joining("\n"));
            worker.put("penstock.connector.files", files);
        }
        booted.configure("io.penstock.worker", worker);
        try {
            Path socket = ShellSocket.prepare(layout.run());
            String history = layout.shellHistory().toString();
            booted.configure("io.penstock.shell", Map.of("socket", socket.toString(), "history", history));
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.CONFIG_INVALID,
                    "There is no place for the shell's socket: " + e.getMessage(),
                    "Choose another --data",
                    e);
        }
    }

    private void write(InstanceRecord state) throws LaunchException {
        Path run = settings.layout().run();
        try {
            state.write(run);
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.CONFIG_INVALID,
                    "Cannot write to " + run + ": " + e.getMessage(),
                    "Is the disk full, or the directory read-only?",
                    e);
        }
    }
}
