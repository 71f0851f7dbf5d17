package io.penstock.apache.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What a worker of Apache Kafka is started with. Not thread-safe. */
public final class ApacheSetup {

    /** Those of Apache's own start script. */
    private static final List<String> OPTIONS = List.of(
            "-Xms256M",
            "-Xmx2G",
            "-server",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent",
            "-Djava.awt.headless=true");

    /** As in the file that Apache Kafka ships with: INFO to the standard output. */
    private static final String LOGGING = """
            rootLogger.level = INFO
            rootLogger.appenderRef.stdout.ref = STDOUT
            appender.stdout.type = Console
            appender.stdout.name = STDOUT
            appender.stdout.layout.type = PatternLayout
            appender.stdout.layout.pattern = [%d] %p %X{connector.context}%m (%c:%L)%n
            """;

    private final Path home;
    private final Path directory;
    private final String mainClass;
    private final Properties worker = new Properties();
    private final List<Path> plugins = new ArrayList<>();
    private final List<String> further = new ArrayList<>();

    private ApacheSetup(Path home, Path directory, String mainClass, String bootstrapServers) {
        this.home = home.toAbsolutePath().normalize();
        this.directory = directory.toAbsolutePath();
        this.mainClass = mainClass;
        plugins.add(this.home.resolve("plugins"));
        property("bootstrap.servers", bootstrapServers);
        property("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        property("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    }

    /**
     * A standalone worker.
     *
     * @param home the directory with {@code lib} and {@code plugins}: {@code target} of this module
     * @param directory for its files; made when it is not there
     */
    public static ApacheSetup standalone(Path home, Path directory, String bootstrapServers) {
        return new ApacheSetup(home, directory, "org.apache.kafka.connect.cli.ConnectStandalone", bootstrapServers)
                .property(
                        "offset.storage.file.filename",
                        directory.toAbsolutePath().resolve("offsets").toString());
    }

    /** A worker of a cluster, with internal topics {@code GROUP-configs}, {@code GROUP-offsets}, {@code GROUP-statuses}. */
    public static ApacheSetup distributed(Path home, Path directory, String bootstrapServers, String group) {
        ApacheSetup setup =
                new ApacheSetup(home, directory, "org.apache.kafka.connect.cli.ConnectDistributed", bootstrapServers);
        setup.property("group.id", group);
        setup.property("config.storage.topic", group + "-configs");
        setup.property("offset.storage.topic", group + "-offsets");
        setup.property("status.storage.topic", group + "-statuses");
        for (String topic : List.of("config", "offset", "status")) {
            setup.property(topic + ".storage.replication.factor", "1");
        }
        return setup;
    }

    /** Sets a key of the worker file. */
    public ApacheSetup property(String key, String value) {
        worker.setProperty(key, value);
        return this;
    }

    /** Adds a directory to the plugin path, which holds Apache's file connectors already. */
    public ApacheSetup plugins(Path path) {
        plugins.add(path.toAbsolutePath());
        return this;
    }

    /** Adds an option of the JVM, behind those of Apache's own start script. */
    public ApacheSetup javaOption(String option) {
        further.add(option);
        return this;
    }

    /** Where its files are. */
    public Path directory() {
        return directory;
    }

    /** Writes its files and returns the command line that starts it with the REST API on a port of the loopback. */
    public List<String> command(int port) {
        property("listeners", "http://127.0.0.1:" + port);
        property(
                "plugin.path",
                String.join(",", plugins.stream().map(Path::toString).toList()));
        Path workerFile = directory.resolve("worker.properties");
        Path logging = directory.resolve("log4j2.properties");
        try {
            Files.createDirectories(directory);
            Files.writeString(logging, LOGGING);
            try (Writer writer = Files.newBufferedWriter(workerFile)) {
                worker.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(further);
        command.add("-Dlog4j2.configurationFile=" + logging);
        command.addAll(List.of("-cp", home.resolve("lib").resolve("*").toString(), mainClass, workerFile.toString()));
        return command;
    }
}
