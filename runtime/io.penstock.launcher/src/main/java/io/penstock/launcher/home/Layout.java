package io.penstock.launcher.home;

import io.penstock.launcher.cli.CommandLine;
import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.cli.Option;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where everything is. All paths are absolute.
 *
 * @param home the unpacked distribution; never written to by the program itself
 * @param config worker properties
 * @param deploy watched for plugin bundles
 * @param data what the worker writes
 */
public record Layout(Path home, Path config, Path deploy, Path data) {
    /** The distribution's own places, unless an option names another. */
    public static Layout of(CommandLine line) throws LaunchException {
        Path home = distribution();
        return new Layout(
                home,
                line.path(Option.CONFIG).orElse(home.resolve("conf/worker.properties")),
                line.path(Option.DEPLOY).orElse(home.resolve("deploy")),
                line.path(Option.DATA).orElse(home.resolve("data")));
    }

    /** The distribution that the start script belongs to. */
    public static Path distribution() throws LaunchException {
        String home = System.getProperty("penstock.home");
        if (home == null || home.isBlank()) {
            throw new LaunchException(
                    ExitCode.FAILED, "The system property penstock.home is not set", "Start through bin/penstock");
        }
        return Path.of(home).toAbsolutePath().normalize();
    }

    /** Bundles, in a directory for each start level. */
    public Path system() {
        return home.resolve("system");
    }

    /** Kafka's own jars, for the broker of the demo. */
    public Path brokerLibraries() {
        return home.resolve("lib/broker");
    }

    /** Log4j 2 properties; the launcher's own defaults apply when there is no such file. */
    public Path logging() {
        return home.resolve("conf/logging.properties");
    }

    /** Of the running worker: lock, pid, state, socket. */
    public Path run() {
        return data.resolve("run");
    }

    /** What users typed in the console; kept over restarts. */
    public Path shellHistory() {
        return run().resolve("shell.history");
    }

    /** Holds nothing that cannot be made again. */
    public Path cache() {
        return data.resolve("cache");
    }

    public Path log() {
        return data.resolve("log");
    }

    /**
     * Makes the directories of a worker. Two of them are for the user alone: whoever reaches the socket in {@code run} commands the worker,
     * and {@code cache} holds a copy of its configuration.
     */
    public void create() throws LaunchException {
        if (deploy.toString().contains(",")) {
            throw new LaunchException(
                    ExitCode.CONFIG_INVALID,
                    "The deploy directory " + deploy + " has a comma in its name",
                    "File Install would take it for two; choose another with --deploy");
        }
        for (Path directory : new Path[] {data, run(), cache(), log(), deploy}) {
            try {
                Files.createDirectories(directory);
                if (directory.equals(run()) || directory.equals(cache())) {
                    keepPrivate(directory);
                }
            } catch (IOException e) {
                throw new LaunchException(
                        ExitCode.CONFIG_INVALID,
                        "The directory " + directory + " cannot be used: " + reason(e),
                        "It has to belong to the user who starts the worker; choose another with --data or --deploy",
                        e);
            }
        }
    }

    /** Empties the cache, whatever state a killed worker or another version left it in. To be called by the only user of the data. */
    public void clearCache() throws LaunchException {
        try {
            FileTree.delete(cache());
            Files.createDirectory(cache());
            keepPrivate(cache());
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.CONFIG_INVALID,
                    "The cache " + cache() + " cannot be emptied: " + reason(e),
                    "Delete it as the user that it belongs to; it holds nothing that cannot be made again",
                    e);
        }
    }

    private static void keepPrivate(Path directory) throws IOException {
        if (Files.getFileAttributeView(directory, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** What went wrong with a file, in words. The JDK's messages are often nothing but its name. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "something that is not a directory is in its place";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
