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
import org.jspecify.annotations.Nullable;

/** One of the two workers that are compared. Both have the same settings; a killed one can be started again. */
abstract class Contender implements AutoCloseable {

    /** Soon seen to be gone when killed; offsets are committed often. */
    private static final Map<String, String> SETTINGS = Map.of(
            "key.converter", "org.apache.kafka.connect.storage.StringConverter",
            "value.converter", "org.apache.kafka.connect.json.JsonConverter",
            "value.converter.schemas.enable", "false",
            "offset.flush.interval.ms", "500",
            "consumer.session.timeout.ms", "6000",
            "consumer.heartbeat.interval.ms", "1000",
            "consumer.metadata.max.age.ms", "1000");

    /** Starts both at once. */
    static void start(Contender one, Contender other) {
        CompletableFuture<Contender> started = CompletableFuture.supplyAsync(other::start);
        try {
            one.start();
        } finally {
            started.join();
        }
    }

    static Contender penstock(Lab lab) {
        return new Penstock(lab.worker("penstock"));
    }

    static Contender apache(Lab lab) {
        return new Apache(lab.directory().resolve("apache"), lab.broker().bootstrapServers());
    }

    /** Puts a plugin where the worker finds it when it starts. */
    abstract Contender with(PluginJar plugin);

    abstract Contender start();

    /** Ends it as kill -9 does. */
    abstract void kill();

    abstract RestClient rest();

    /** The states of a connector and its task, or that there is no worker to ask. */
    String states(String connector) {
        return isAlive() ? rest().states(connector) : "killed";
    }

    abstract boolean isAlive();

    /** What it printed since its last start. */
    abstract String output();

    abstract Jvm jvm();

    @Override
    public abstract void close();

    private static final class Penstock extends Contender {

        private final WorkerSetup setup;
        private @Nullable Worker worker;

        Penstock(WorkerSetup setup) {
            this.setup = setup;
            SETTINGS.forEach(setup::property);
        }

        @Override
        Contender with(PluginJar plugin) {
            plugin.into(setup.deploy());
            return this;
        }

        @Override
        Contender start() {
            worker = setup.start();
            return this;
        }

        @Override
        void kill() {
            worker().kill();
        }

        @Override
        RestClient rest() {
            return worker().rest();
        }

        @Override
        String output() {
            return worker().output();
        }

        @Override
        boolean isAlive() {
            return worker().isAlive();
        }

        @Override
        Jvm jvm() {
            return worker().jvm();
        }

        @Override
        public void close() {
            worker().close();
        }

        @Override
        public String toString() {
            return "Penstock";
        }

        private Worker worker() {
            if (worker == null) {
                throw new IllegalStateException("Start the worker first");
            }
            return worker;
        }
    }

    private static final class Apache extends Contender {

        private final ApacheSetup setup;
        private @Nullable ApacheWorker worker;

        Apache(Path directory, String bootstrapServers) {
            Path home = Path.of(System.getProperty("apache.worker", "../io.penstock.apache.worker/target"));
            setup = ApacheSetup.standalone(home, directory, bootstrapServers);
            SETTINGS.forEach(setup::property);
            // Starts in a third of the time; what it does then is the same.
            setup.property("plugin.discovery", "service_load").javaOption("-XX:TieredStopAtLevel=1");
        }

        @Override
        Contender with(PluginJar plugin) {
            try {
                Path plugins = Files.createDirectories(setup.directory().resolve("plugins"));
                plugin.into(plugins);
                setup.plugins(plugins);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        @Override
        Contender start() {
            try {
                worker = ApacheWorker.start(setup);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return this;
        }

        @Override
        void kill() {
            try {
                worker().kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        RestClient rest() {
            return new RestClient(worker().rest().toString());
        }

        @Override
        String output() {
            return worker().output();
        }

        @Override
        boolean isAlive() {
            return worker().isAlive();
        }

        @Override
        Jvm jvm() {
            return new Jvm(worker().pid());
        }

        @Override
        public void close() {
            worker().close();
        }

        @Override
        public String toString() {
            return "Apache";
        }

        private ApacheWorker worker() {
            if (worker == null) {
                throw new IllegalStateException("Start the worker first");
            }
            return worker;
        }
    }
}
