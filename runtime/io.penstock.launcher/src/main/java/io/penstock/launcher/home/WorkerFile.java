package io.penstock.launcher.home;

import io.penstock.launcher.cli.LaunchException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The worker's own configuration, as written.
 *
 * @param file where it was read
 * @param properties every key, unmodified; the worker itself checks them
 */
public record WorkerFile(Path file, Map<String, String> properties) {
    private static final long DEFAULT_GRACE_MS = 5_000;

    public WorkerFile {
        properties = Map.copyOf(properties);
    }

    public static WorkerFile read(Path file) throws LaunchException {
        return new WorkerFile(file, PropertiesFile.read(file));
    }

    /** Milliseconds that the worker gives its tasks to stop; the default when the value is wrong, which the worker will say. */
    public long taskGraceMs() {
        try {
            String value = properties.get("task.shutdown.graceful.timeout.ms");
            return value == null ? DEFAULT_GRACE_MS : Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return DEFAULT_GRACE_MS;
        }
    }
}
