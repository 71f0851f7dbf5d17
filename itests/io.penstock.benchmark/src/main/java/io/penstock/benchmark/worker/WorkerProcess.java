package io.penstock.benchmark.worker;

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
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A started worker. */
final class WorkerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Process process;
    private final String rest;
    private final Duration ready;

    private WorkerProcess(Process process, String rest, Duration ready) {
        this.process = process;
        this.rest = rest;
        this.ready = ready;
    }

    /** Starts a worker and waits until its REST API lists connectors. */
    static WorkerProcess start(Product product, Path directory, String bootstrapServers)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = product.command(directory, bootstrapServers, port);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("console.log").toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_OPTS");
        String rest = "http://127.0.0.1:" + port;
        long begin = System.nanoTime();
        Process process = builder.start();
        while (!answers(rest)) {
            if (!process.isAlive() || System.nanoTime() - begin > START.toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "The worker does not come up:\n" + Files.readString(directory.resolve("console.log")));
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return new WorkerProcess(process, rest, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** From the start of the process to the first answer of the REST API. */
    Duration ready() {
        return ready;
    }

    /** Creates a connector. */
    void create(String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(rest + "/connectors"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
    }

    /** What the worker says of its connectors. */
    String statuses() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(rest + "/connectors?expand=status"))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The most memory that the process ever had, in bytes. */
    long peakMemory() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
            throw new IllegalStateException("The kernel does not say how much memory a process had");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(String rest) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(rest + "/connectors"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
