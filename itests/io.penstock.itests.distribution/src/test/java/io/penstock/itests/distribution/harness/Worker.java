package io.penstock.itests.distribution.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A worker's process. */
public final class Worker implements AutoCloseable {

    private static final long START_SECONDS = 150;
    private static final long STOP_SECONDS = 90;
    private static final Pattern REST = Pattern.compile("^ {2}REST +(http\\S+)$", Pattern.MULTILINE);

    private final Process process;
    private final Path console;
    private final WorkerSetup setup;

    private Worker(Process process, Path console, WorkerSetup setup) {
        this.process = process;
        this.console = console;
        this.setup = setup;
    }

    static Worker launch(ProcessBuilder builder, Path console, WorkerSetup setup) {
        try {
            builder.redirectErrorStream(true).redirectOutput(console.toFile());
            builder.redirectInput(Path.of("/dev/null").toFile());
            return new Worker(builder.start(), console, setup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitUp() {
        Waiting.upTo(START_SECONDS, "the worker is up").until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("The worker ended with " + process.exitValue() + ":\n" + output());
            }
            return output().contains("Up after ");
        });
    }

    /** Waits until the process has ended by itself. */
    public Finished awaitEnd() {
        return end(START_SECONDS);
    }

    private Finished end(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("The worker still runs after " + seconds + " s:\n" + tail(output(), 60));
            }
            return new Finished(process.exitValue(), output());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A client of its REST API, at the address that it printed. */
    public RestClient rest() {
        Matcher matcher = REST.matcher(output());
        if (!matcher.find()) {
            throw new AssertionError("The worker has not said where its REST API is:\n" + output());
        }
        return new RestClient(matcher.group(1));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The JVM behind it. */
    public Jvm jvm() {
        return new Jvm(process.pid());
    }

    /** Runs a command of its console and insists that it succeeds. */
    public String shell(String... words) {
        Finished finished = setup.shell(words);
        assertThat(finished.exitCode()).as("%s", finished).isZero();
        return finished.output();
    }

    /** What it printed so far. */
    public String output() {
        return read(console);
    }

    /** Its log file. */
    public String log() {
        return read(setup.data().resolve("log/penstock.log"));
    }

    /** Sends SIGTERM, waits for the end and insists on exit code 0. */
    public void stop() {
        process.destroy();
        Finished finished = end(STOP_SECONDS);
        assertThat(finished.exitCode()).as(() -> tail(finished.output(), 60)).isZero();
    }

    /** Ends it as kill -9 does. */
    public void kill() {
        process.destroyForcibly();
        end(STOP_SECONDS);
    }

    /** Ends it in order if it still runs, by force if it does not want to. */
    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The JVM of the tests goes: no time for order. */
    void forget() {
        process.destroyForcibly();
    }

    /** For the report of a failed test. */
    String describe() {
        String states = "";
        try {
            states = process.isAlive() && output().contains("Up after ")
                    ? rest().get("/connectors?expand=status").toString()
                    : "";
        } catch (UncheckedIOException e) {
            states = "It tells us nothing: " + e.getCause(); // for example because it wants a certificate
        }
        return "Worker " + process.pid() + (process.isAlive() ? "" : ", ended with " + process.exitValue()) + ", "
                + console + "\n" + states + "\n" + tail(output(), 150);
    }

    private static String tail(String text, int lines) {
        String[] all = text.split("\n", -1);
        int from = Math.max(0, all.length - lines);
        return String.join("\n", java.util.Arrays.asList(all).subList(from, all.length));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
