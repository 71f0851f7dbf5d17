package io.penstock.broker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker of one node as a child process of this JVM.
 *
 * <pre>{@code
 * try (BrokerProcess broker = BrokerProcess.builder().start()) {
 *     client.connect(broker.bootstrapServers());
 * }
 * }</pre>
 *
 * The child ends when {@link #stop}, {@link #kill} or {@link #close} is called, and by itself when this JVM ends, be it by kill -9. Its port is
 * chosen once and kept over restarts. This class needs nothing but the JDK. Thread-safe: one call at a time, the others wait.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final Builder settings;
    private final Path data;
    private final boolean temporary;
    private int port;
    private @Nullable Child child;
    private boolean closed;

    private BrokerProcess(Builder settings) throws IOException {
        this.settings = settings;
        this.temporary = settings.data == null;
        Path given = settings.data;
        this.data = given == null ? Files.createTempDirectory("penstock-broker-") : given.toAbsolutePath();
        this.port = settings.port;
    }

    /** A broker with data in a temporary directory, on a free port, from this JVM's class path, unless told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts the broker and waits until clients can connect, one minute unless told otherwise. Does nothing when it runs.
     *
     * @throws BrokerException when it cannot start, for example because its port is taken
     */
    public synchronized void start() {
        if (closed) {
            throw new BrokerException("This broker is closed and its data may be gone; make a new one");
        }
        if (isAlive()) {
            return;
        }
        Child started = Child.start(command(), data.resolve("broker.err"));
        try {
            String ready = started.awaitReady(settings.startTimeout);
            port = Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
            child = started;
        } finally {
            if (child != started) {
                started.kill();
            }
        }
    }

    /** Host and port for {@code bootstrap.servers}; stays the same over restarts, and valid while stopped. */
    public synchronized String bootstrapServers() {
        if (port == 0) {
            throw new BrokerException("The broker has no port yet; call start() first");
        }
        return "127.0.0.1:" + port;
    }

    /** Sum of the end offsets of the topic's partitions: the number of records ever written to it. 0 when there is no such topic. */
    public synchronized long endOffsets(String topic) {
        String question = "offsets " + topic;
        String answer = running().ask(question, ANSWER_TIMEOUT);
        return Long.parseLong(answer.substring(question.length() + 1));
    }

    /** Stops in order: the log is flushed and closed. Falls back to {@link #kill} after 30 seconds. Does nothing when it does not run. */
    public synchronized void stop() {
        if (child != null) {
            child.stop(STOP_TIMEOUT);
            child = null;
        }
    }

    /** Ends the process at once, as kill -9 does. Does nothing when it does not run. */
    public synchronized void kill() {
        if (child != null) {
            child.kill();
            child = null;
        }
    }

    /** Stops if it runs, and starts on the same port with the same data. */
    public synchronized void restart() {
        stop();
        start();
    }

    public synchronized boolean isAlive() {
        return child != null && child.isAlive();
    }

    /** Process id of the child. */
    public synchronized long pid() {
        return running().pid();
    }

    /** Where the broker keeps its data and its log, {@code broker.log}. */
    public Path dataDirectory() {
        return data;
    }

    /** Stops, and deletes the data if it is temporary. */
    @Override
    public synchronized void close() {
        stop();
        if (temporary && !closed) {
            closed = true;
            deleteTree(data);
        }
        closed = true;
    }

    private Child running() {
        Child running = child;
        if (running == null || !running.isAlive()) {
            throw new BrokerException("The broker does not run; its log is " + data.resolve("broker.log"));
        }
        return running;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(settings.java.toString());
        command.addAll(settings.jvmOptions);
        // Native libraries of the codecs are unpacked there; so they go with the data.
        command.add("-Djava.io.tmpdir=" + data);
        command.add("-cp");
        command.add(settings.classPath());
        command.add("io.penstock.broker.BrokerMain");
        command.addAll(new BrokerArguments(data, port, 0, settings.properties).toCommandLine());
        return command;
    }

    private static void deleteTree(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BrokerException(
                    "Could not delete the broker's temporary data in " + root + ": " + e.getMessage(), e);
        }
    }

    /** What a broker is started with. Not thread-safe. */
    public static final class Builder {
        private final Map<String, String> properties = new LinkedHashMap<>();
        // A small heap does for a demo or a test; with C1 alone a third less CPU is spent until it is ready.
        private List<String> jvmOptions = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        private Duration startTimeout = Duration.ofMinutes(1);
        private @Nullable Path data;
        private @Nullable Path libraries;
        private int port;

        private Builder() {}

        /** Keeps the data here, created if need be and left in place on close, instead of in a temporary directory. */
        public Builder dataDirectory(Path directory) {
            data = directory;
            return this;
        }

        /** Port for clients; 0, the default, takes a free one. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Directory of Kafka's jars, when they are not on this JVM's class path. */
        public Builder libraries(Path directory) {
            libraries = directory;
            return this;
        }

        /** A broker property, such as {@code auto.create.topics.enable}; wins over the defaults. */
        public Builder property(String key, String value) {
            properties.put(key, value);
            return this;
        }

        /** Replaces the JVM options, which are for a small heap and a quick start. */
        public Builder jvmOptions(String... options) {
            jvmOptions = List.of(options);
            return this;
        }

        /** The java executable; by default the one that runs this JVM. */
        public Builder java(Path executable) {
            java = executable;
            return this;
        }

        /** How long {@link BrokerProcess#start} waits for the broker. */
        public Builder startTimeout(Duration timeout) {
            startTimeout = timeout;
            return this;
        }

        /** The broker, not started. */
        public BrokerProcess build() {
            try {
                return new BrokerProcess(this);
            } catch (IOException e) {
                throw new BrokerException("Could not make a temporary directory for the broker: " + e.getMessage(), e);
            }
        }

        /** The broker, started. */
        public BrokerProcess start() {
            BrokerProcess broker = build();
            try {
                broker.start();
                return broker;
            } catch (RuntimeException e) {
                broker.close();
                throw e;
            }
        }

        private String classPath() {
            if (libraries == null) {
                return System.getProperty("java.class.path");
            }
            try {
                CodeSource own = Objects.requireNonNull(
                        BrokerProcess.class.getProtectionDomain().getCodeSource());
                return Path.of(own.getLocation().toURI()) + File.pathSeparator + libraries.resolve("*");
            } catch (URISyntaxException e) {
                throw new BrokerException("The broker's own jar has an odd location: " + e.getMessage(), e);
            }
        }
    }
}
