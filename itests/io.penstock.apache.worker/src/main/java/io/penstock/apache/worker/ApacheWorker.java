package io.penstock.apache.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A running worker of Apache Kafka. */
public final class ApacheWorker implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofMinutes(1);

    private final Process process;
    private final URI rest;
    private final Path console;

    private ApacheWorker(Process process, URI rest, Path console) {
        this.process = process;
        this.rest = rest;
        this.console = console;
    }

    /**
     * Starts a worker on a free port and waits until its REST API lists connectors, three minutes at most.
     *
     * @throws IllegalStateException when it ends or does not answer; the message has what it printed
     */
    public static ApacheWorker start(ApacheSetup setup) throws InterruptedException {
        try {
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(setup.command(port));
            Path console = setup.directory().resolve("console-" + port + ".log");
            builder.redirectErrorStream(true).redirectOutput(console.toFile());
            builder.redirectInput(Path.of("/dev/null").toFile());
            Process process = builder.start();
            ApacheWorker worker = new ApacheWorker(process, URI.create("http://127.0.0.1:" + port), console);
            try {
                worker.awaitRest();
                return worker;
            } catch (RuntimeException | InterruptedException e) {
                process.destroyForcibly();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its REST API is, without a slash at the end. */
    public URI rest() {
        return rest;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    /** What it printed so far, its log included. */
    public String output() {
        try {
            return Files.readString(console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, and ends it by force when it has not after a minute. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitRest() throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(rest.resolve("/connectors"))
                .timeout(Duration.ofSeconds(30))
                .build();
        long begin = System.nanoTime();
        while (!answers(client, request)) {
            if (!process.isAlive() || System.nanoTime() - begin > START.toNanos()) {
                throw new IllegalStateException("Apache's worker does not come up:\n" + output());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
