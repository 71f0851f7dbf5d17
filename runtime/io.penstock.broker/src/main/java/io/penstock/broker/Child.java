package io.penstock.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of the child JVM, and the lines exchanged with it. The owner calls one method at a time. */
final class Child {
    private static final int ERROR_TAIL_LINES = 15;
    /** Put behind the child's last line. No line the child prints contains a line break. */
    private static final String END = "\n";

    private final Process process;
    private final Path errors;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Child(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    static Child start(List<String> command, Path errors) {
        try {
            Files.createDirectories(errors.toAbsolutePath().getParent());
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            Child child = new Child(process, errors);
            Thread reader = new Thread(child::readLines, "broker-" + process.pid());
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException e) {
            throw new BrokerException("Could not start a broker with " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    /** Waits for the broker to be ready and returns host and port. */
    String awaitReady(Duration timeout) {
        String line = nextLine(timeout);
        if (line == null) {
            throw new BrokerException(
                    "The broker was not ready after " + timeout.toSeconds() + " s; its log is beside " + errors);
        }
        if (line.startsWith("failed ")) {
            throw new BrokerException("The broker could not start: " + line.substring("failed ".length()));
        }
        if (!line.startsWith("ready bootstrap=")) {
            throw new BrokerException("The broker could not start" + ending(line));
        }
        return line.substring("ready bootstrap=".length());
    }

    /** Asks and returns the answer, which begins with the question. Late answers to earlier questions are passed over. */
    String ask(String question, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        send(question);
        while (true) {
            String line = nextLine(Duration.ofNanos(deadline - System.nanoTime()));
            if (line == null) {
                throw new BrokerException(
                        "The broker did not answer \"" + question + "\" in " + timeout.toSeconds() + " s");
            }
            if (line.equals(END)) {
                throw new BrokerException("The broker ended while it was asked \"" + question + "\"" + ending(line));
            }
            if (line.startsWith(question + " ")) {
                return line;
            }
            if (line.startsWith("error " + question + ":")) {
                throw new BrokerException("The broker could not answer: " + line.substring("error ".length()));
            }
        }
    }

    void stop(Duration timeout) {
        try {
            send("stop");
        } catch (BrokerException e) {
            // It is on its way out already.
        }
        if (!awaitEnd(timeout)) {
            kill();
        }
    }

    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    private void send(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new BrokerException("The broker does not listen any more" + ending(""), e);
        }
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // The pipe broke: the same as its end.
        }
        lines.add(END);
    }

    private @Nullable String nextLine(Duration timeout) {
        try {
            return lines.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while waiting for the broker", e);
        }
    }

    private boolean awaitEnd(Duration timeout) {
        try {
            return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private String ending(String line) {
        StringBuilder text = new StringBuilder();
        if (awaitEnd(Duration.ofSeconds(2))) {
            text.append(" (exit code ").append(process.exitValue()).append(')');
        }
        if (!line.isBlank()) {
            text.append(": ").append(line);
        }
        try {
            List<String> tail = Files.readAllLines(errors);
            tail.subList(Math.max(0, tail.size() - ERROR_TAIL_LINES), tail.size())
                    .forEach(l ->
                            text.append(System.lineSeparator()).append("  ").append(l));
        } catch (IOException e) {
            text.append("; its error output in ")
                    .append(errors)
                    .append(" cannot be read: ")
                    .append(e.getMessage());
        }
        return text.toString();
    }
}
