package io.penstock.itests.karaf.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Karaf of the test's own: a copy of the unpacked archive, on free ports, that finds bundles in its own system directory and in the build's
 * features, and nowhere else. One thread.
 */
public final class Karaf implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    private static final long STOP_SECONDS = 60;
    private static final int NEWEST_JAVA = 23;
    private static final String USER = "tester";

    private final Path home;
    private final Process process;
    private final Management management;

    private Karaf(Path home, Process process, Management management) {
        this.home = home;
        this.process = process;
        this.management = management;
    }

    /** Starts it and waits until it can be managed. The directory is emptied first and stays for a look at it. */
    public static Karaf start(Path directory, String workerSettings) throws IOException {
        Path home = copy(Path.of(property("penstock.karaf")), directory);
        List<Integer> ports = freePorts(3);
        Path etc = home.resolve("etc");
        append(
                etc.resolve("org.apache.karaf.management.cfg"),
                "rmiRegistryPort = " + ports.get(0),
                "rmiServerPort = " + ports.get(1));
        append(etc.resolve("org.apache.karaf.shell.cfg"), "sshPort = " + ports.get(2), "sshHost = 127.0.0.1");
        append(etc.resolve("users.properties"), USER + " = " + USER + ",admin,manager,viewer,systembundles");
        append(
                etc.resolve("org.ops4j.pax.url.mvn.cfg"),
                "org.ops4j.pax.url.mvn.repositories = "
                        + Path.of(property("penstock.features.repository"))
                                .toRealPath()
                                .toUri() + "@id=penstock@snapshots@checksum=ignore",
                "org.ops4j.pax.url.mvn.localRepository = ${karaf.data}/repository");
        Files.writeString(etc.resolve("io.penstock.worker.cfg"), workerSettings);
        Process process = command(home).start();
        Management management = new Management(ports.get(0), ports.get(1), USER, USER);
        Karaf karaf = new Karaf(home, process, management);
        try {
            await("Karaf can be managed").atMost(START).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("Karaf ended with " + process.exitValue());
                }
                return management.isReachable();
            });
            return karaf;
        } catch (RuntimeException e) {
            String log = karaf.log();
            karaf.close();
            throw new IllegalStateException("Karaf did not start:\n" + log, e);
        }
    }

    /** The script becomes the JVM, so that the process is Karaf itself. */
    private static ProcessBuilder command(Path home) {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server")
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(home.resolve("console.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KARAF_"));
        builder.environment().put("KARAF_EXEC", "exec");
        builder.environment().put("JAVA_HOME", java());
        builder.environment().put("JAVA_OPTS", "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        return builder;
    }

    private static String java() {
        return property("penstock.karaf.java");
    }

    /** Whether Karaf starts on the Java that it would be given. */
    public static boolean hasJava() {
        return !java().equals(System.getProperty("java.home"))
                || Runtime.version().feature() <= NEWEST_JAVA;
    }

    /** Features, bundles and threads. */
    public Management management() {
        return management;
    }

    /** Where it was unpacked. */
    public Path home() {
        return home;
    }

    /** What it printed and logged, for a failed test. */
    public String log() {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("console.log", "data/log/karaf.log")) {
            Path file = home.resolve(name);
            try {
                text.append("---- ").append(name).append('\n');
                text.append(Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "none\n");
            } catch (IOException e) {
                text.append(e).append('\n');
            }
        }
        return text.toString();
    }

    /** Asks it to stop, and waits until it has. */
    @Override
    public void close() throws IOException {
        management.close();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("Karaf did not stop within " + STOP_SECONDS + " s; killed it:\n" + log());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ports that nobody uses now; all of them are held until the last is found, so that they differ. */
    public static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private static Path copy(Path archive, Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> old = Files.walk(directory)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(directory.getParent());
        try (Stream<Path> files = Files.walk(archive)) {
            for (Path file : files.toList()) {
                Path target = directory.resolve(archive.relativize(file).toString());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return directory.toRealPath();
    }

    /** What stands last in a properties file wins. */
    private static void append(Path file, String... lines) throws IOException {
        Files.writeString(file, "\n" + String.join("\n", lines) + "\n", StandardOpenOption.APPEND);
    }

    /** A system property that the build sets. */
    public static String property(String name) {
        String value = System.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(
                    "The system property " + name + " is not set; run the tests with mvn verify");
        }
        return value;
    }
}
