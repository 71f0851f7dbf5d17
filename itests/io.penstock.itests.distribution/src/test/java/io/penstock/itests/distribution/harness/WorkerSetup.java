package io.penstock.itests.distribution.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What a worker is started with. The same setup can be started again after its worker has ended: same data, same files. */
public final class WorkerSetup {

    private final Lab lab;
    private final Path directory;
    private final Map<String, String> properties = new TreeMap<>();
    private final List<String> connectorFiles = new ArrayList<>();
    private Distribution distribution;
    private String javaOpts = Distribution.SMALL;
    private String limits = "";
    private int starts;

    WorkerSetup(Lab lab, Distribution distribution, Path directory, String bootstrapServers) {
        this.lab = lab;
        this.distribution = distribution;
        this.directory = directory;
        property("bootstrap.servers", bootstrapServers);
        property("listeners", "http://127.0.0.1:0");
        property("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        property("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        property("value.converter.schemas.enable", "false");
        property("offset.flush.interval.ms", "500");
        property("consumer.metadata.max.age.ms", "1000");
    }

    /** Sets a key of the worker file. */
    public WorkerSetup property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /** Leaves a key out of the worker file. */
    public WorkerSetup without(String key) {
        properties.remove(key);
        return this;
    }

    public WorkerSetup javaOpts(String options) {
        javaOpts = options;
        return this;
    }

    /** Further options of the JVM, behind those that are there. */
    public WorkerSetup addJavaOpts(String options) {
        javaOpts = javaOpts + " " + options;
        return this;
    }

    public WorkerSetup java(Path home) {
        distribution = distribution.with(home);
        return this;
    }

    /** Names a connector file on the command line. */
    public WorkerSetup connectorFile(Path file) {
        connectorFiles.add(file.toString());
        return this;
    }

    /** Commands of the shell that limit the process, such as {@code ulimit -f 2048}; empty for none. */
    public WorkerSetup limits(String commands) {
        limits = commands;
        return this;
    }

    public Path directory() {
        return directory;
    }

    public Path data() {
        return directory.resolve("data");
    }

    /** Where the worker looks for plugin bundles; made when it is not there. */
    public Path deploy() {
        return made(directory.resolve("deploy"));
    }

    public Path config() {
        return directory.resolve("worker.properties");
    }

    /** Starts the worker and waits until it is up. */
    public Worker start() {
        Worker worker = launch();
        worker.awaitUp();
        return worker;
    }

    /** Starts a worker that is not going to come up, and waits for its end. */
    public Finished startInVain() {
        return launch().awaitEnd();
    }

    /** Starts the worker with --daemon, whose process is not ours: stop it with {@code run("stop")}. */
    public Finished startInBackground() {
        writeConfig();
        List<String> arguments = arguments();
        arguments.add("--daemon");
        return lab.run(distribution.command(javaOpts, arguments));
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("start", "--config", config().toString()));
        arguments.addAll(List.of("--deploy", deploy().toString(), "--data", data().toString()));
        arguments.addAll(connectorFiles);
        return arguments;
    }

    /** Starts the worker and returns at once. */
    public Worker launch() {
        writeConfig();
        ProcessBuilder builder = distribution.command(javaOpts, arguments());
        if (!limits.isEmpty()) {
            List<String> limited = new ArrayList<>(List.of("/bin/sh", "-c", limits + " && exec \"$@\"", "sh"));
            limited.addAll(builder.command());
            builder.command(limited);
        }
        Path console = directory.resolve("console-" + ++starts + ".log");
        return lab.track(Worker.launch(builder, console, this));
    }

    /** Runs another command of the start script on this worker's data directory. */
    public Finished run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--data", data().toString()));
        all.addAll(List.of(arguments));
        return lab.run(distribution, "", all);
    }

    /** Runs a command of the worker's console. */
    public Finished shell(String... words) {
        return run("shell", words);
    }

    private void writeConfig() {
        Properties file = new Properties();
        file.putAll(properties);
        made(directory);
        try (Writer writer = Files.newBufferedWriter(config())) {
            file.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
