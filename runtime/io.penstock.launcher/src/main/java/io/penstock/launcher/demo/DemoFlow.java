package io.penstock.launcher.demo;

import io.penstock.broker.BrokerProcess;
import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.start.WorkerRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Two connectors and the records between them. One thread. */
final class DemoFlow {
    private static final String SOURCE = "orders-source";
    private static final String SINK = "orders-sink";
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration HEALTH_EVERY = Duration.ofSeconds(2);
    /** Nothing moved for so long although something should. */
    private static final Duration STALLED = Duration.ofSeconds(60);
    /** For the sink to catch up after Ctrl-C. */
    private static final Duration CATCH_UP = Duration.ofSeconds(15);

    private final ConnectRest rest;
    private final BrokerProcess broker;
    private final LineCounter delivered;
    private final DemoView view;
    private final WorkerRun worker;
    private DemoNumbers numbers = DemoNumbers.NONE;

    DemoFlow(ConnectRest rest, BrokerProcess broker, Path file, DemoView view, WorkerRun worker) {
        this.rest = rest;
        this.broker = broker;
        this.delivered = new LineCounter(file);
        this.view = view;
        this.worker = worker;
    }

    void start(String source, String sink) throws LaunchException, InterruptedException {
        rest.create(SOURCE, source);
        rest.create(SINK, sink);
    }

    /** Shows the numbers until so many records are accounted for or somebody asks to stop, and returns the last ones. */
    DemoNumbers follow(long count) throws LaunchException, InterruptedException {
        long movedAt = System.nanoTime();
        long checkedAt = movedAt;
        while (numbers.accountedFor() < count && !worker.awaitStopRequest(LOOK_EVERY)) {
            DemoNumbers before = numbers;
            look();
            long now = System.nanoTime();
            if (!numbers.equals(before)) {
                movedAt = now;
            } else if (now - movedAt > STALLED.toNanos()) {
                view.endLine();
                throw new LaunchException(
                        ExitCode.FAILED, "Nothing moved for " + STALLED.toSeconds() + " s: " + numbers.summary(), "");
            }
            if (now - checkedAt > HEALTH_EVERY.toNanos()) {
                rest.requireHealthy(SOURCE);
                rest.requireHealthy(SINK);
                checkedAt = now;
            }
        }
        return end();
    }

    private DemoNumbers end() throws LaunchException, InterruptedException {
        rest.delete(SOURCE);
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        look();
        while (numbers.accountedFor() < numbers.produced() && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            look();
        }
        rest.delete(SINK);
        look();
        view.endLine();
        return numbers;
    }

    private void look() throws LaunchException {
        try {
            // The sink's end first: read the other way round, records in between would seem to have come from nowhere.
            long lines = delivered.count();
            long dead = broker.endOffsets("orders-dead-letters");
            numbers = new DemoNumbers(broker.endOffsets("orders"), lines, dead);
        } catch (IOException e) {
            throw new LaunchException(ExitCode.FAILED, "The sink's file cannot be read: " + e.getMessage(), "", e);
        }
        view.update(numbers);
    }
}
