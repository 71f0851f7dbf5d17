package io.penstock.launcher.instance;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What the running worker says about itself to {@code status}, {@code stop} and {@code shell}, in {@code run/penstock.properties}. Replaced
 * as a whole, so a reader sees one state or the other.
 *
 * @param process the worker's process
 * @param state what it does
 * @param version of the program
 * @param mode standalone or distributed; empty until it runs
 * @param restUrls where the REST API is; empty until it runs
 * @param stopLimitMs the process is gone this long after it was told to stop
 */
public record InstanceRecord(
        ProcessIdentity process,
        InstanceState state,
        String version,
        String mode,
        List<String> restUrls,
        long stopLimitMs) {
    private static final String FILE = "penstock.properties";
    private static final String PID_FILE = "penstock.pid";

    public InstanceRecord {
        restUrls = List.copyOf(restUrls);
    }

    public InstanceRecord as(InstanceState next) {
        return new InstanceRecord(process, next, version, mode, restUrls, stopLimitMs);
    }

    public InstanceRecord running(String runningMode, List<String> urls) {
        return new InstanceRecord(process, InstanceState.RUNNING, version, runningMode, urls, stopLimitMs);
    }

    /** The record of a worker that runs now. One that was left behind by a killed process counts as none. */
    public static Optional<InstanceRecord> findRunning(Path run) throws IOException {
        Properties p = new Properties();
        try {
            p.load(new StringReader(Files.readString(run.resolve(FILE))));
            ProcessIdentity process = new ProcessIdentity(
                    Long.parseLong(p.getProperty("pid", "")), Instant.parse(p.getProperty("started", "")));
            String urls = p.getProperty("rest.urls", "");
            InstanceRecord instance = new InstanceRecord(
                    process,
                    InstanceState.valueOf(p.getProperty("state", "")),
                    p.getProperty("version", ""),
                    p.getProperty("mode", ""),
                    urls.isEmpty() ? List.of() : List.of(urls.split(" ")),
                    Long.parseLong(p.getProperty("stop.limit.ms", "")));
            return process.find().map(handle -> instance);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(
                    run.resolve(FILE) + " is damaged (" + e.getMessage() + "); delete it if no worker runs", e);
        }
    }

    /** Replaces the files in the run directory. */
    public void write(Path run) throws IOException {
        Properties p = new Properties();
        p.setProperty("pid", Long.toString(process.pid()));
        p.setProperty("started", process.started().toString());
        p.setProperty("state", state.name());
        p.setProperty("version", version);
        p.setProperty("mode", mode);
        p.setProperty("rest.urls", String.join(" ", restUrls));
        p.setProperty("stop.limit.ms", Long.toString(stopLimitMs));
        StringWriter text = new StringWriter();
        p.store(text, "Written by the running worker. Do not edit.");
        replace(run, FILE, text.toString());
        replace(run, PID_FILE, process.pid() + "\n");
    }

    /** The worker is gone. */
    public static void delete(Path run) throws IOException {
        Files.deleteIfExists(run.resolve(FILE));
        Files.deleteIfExists(run.resolve(PID_FILE));
    }

    private static void replace(Path run, String name, String text) throws IOException {
        Path fresh = run.resolve(name + ".new");
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, run.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
