package io.penstock.itests.distribution.deadletter;

import io.penstock.apache.worker.ApacheSetup;
import io.penstock.apache.worker.ApacheWorker;
import io.penstock.itests.distribution.harness.Jvm;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.PluginJar;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Worker;
import io.penstock.itests.distribution.harness.WorkerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One of the two workers that are compared. Both have the same settings; a killed one can be started again. */
final class Contender implements AutoCloseable {

    /** Soon seen to be gone when killed; offsets are committed often. */
    private static final Map<String, String> SETTINGS = Map.of(
            "key.converter", "org.apache.kafka.connect.storage.StringConverter",
            "value.converter", "org.apache.kafka.connect.json.JsonConverter",
            "value.converter.schemas.enable", "false",
            "offset.flush.interval.ms", "500",
            "consumer.session.timeout.ms", "6000",
            "consumer.heartbeat.interval.ms", "1000",
            "consumer.metadata.max.age.ms", "1000");

    private final String name;
    private final Path plugins;
    private final Supplier<Running> launch;
    private @Nullable Running running;

    /** What both kinds of workers have. */
    private record Running(ProcessHandle process, RestClient rest, Supplier<String> output, Runnable end) {}

    private Contender(String name, Path plugins, Supplier<Running> launch) {
        this.name = name;
        this.plugins = plugins;
        this.launch = launch;
    }

    static Contender penstock(Lab lab) {
        WorkerSetup setup = lab.worker("penstock");
        SETTINGS.forEach(setup::property);
        return new Contender("Penstock", setup.deploy(), () -> {
            Worker worker = setup.start();
            return new Running(handle(worker.pid()), worker.rest(), worker::output, worker::close);
        });
    }

    static Contender apache(Lab lab) {
        Path home = Path.of(System.getProperty("apache.worker", "../io.penstock.apache.worker/target"));
        Path directory = lab.directory().resolve("apache");
        Path plugins = directory.resolve("plugins");
        ApacheSetup setup = ApacheSetup.standalone(home, directory, lab.broker().bootstrapServers())
                .plugins(plugins)
                // Starts in a third of the time; what it does then is the same.
                .property("plugin.discovery", "service_load")
                .javaOption("-XX:TieredStopAtLevel=1");
        SETTINGS.forEach(setup::property);
        return new Contender("Apache", made(plugins), () -> {
            ApacheWorker worker = started(setup);
            RestClient rest = new RestClient(worker.rest().toString());
            return new Running(handle(worker.pid()), rest, worker::output, worker::close);
        });
    }

    /** Starts both at once. */
    static void start(Contender one, Contender other) {
        CompletableFuture<Contender> started = CompletableFuture.supplyAsync(other::start);
        try {
            one.start();
        } finally {
            started.join();
        }
    }

    /** Puts a plugin where the worker finds it when it starts. */
    Contender with(PluginJar plugin) {
        plugin.into(plugins);
        return this;
    }

    Contender start() {
        running = launch.get();
        return this;
    }

    /** Ends it as kill -9 does, and waits until it is gone. */
    void kill() {
        running().process().destroyForcibly();
        running().process().onExit().join();
    }

    RestClient rest() {
        return running().rest();
    }

    /** The states of a connector and its task, or that there is no worker to ask. */
    String states(String connector) {
        return running().process().isAlive() ? rest().states(connector) : "killed";
    }

    /** What it printed since its last start. */
    String output() {
        return running().output().get();
    }

    Jvm jvm() {
        return new Jvm(running().process().pid());
    }

    @Override
    public void close() {
        if (running != null) {
            running.end().run();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("Start the worker first");
        }
        return running;
    }

    private static ProcessHandle handle(long pid) {
        return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("The worker has ended already"));
    }

    private static ApacheWorker started(ApacheSetup setup) {
        try {
            return ApacheWorker.start(setup);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
