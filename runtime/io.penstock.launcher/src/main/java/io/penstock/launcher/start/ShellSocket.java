package io.penstock.launcher.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Unix domain socket of the worker's console: {@code run/shell.sock} in the data directory. A system takes about a hundred bytes for the
 * name of one; where that is too short, the socket is in a private temporary directory, and {@code run/shell.path} says where.
 */
public final class ShellSocket {
    /** Linux has room for 107 bytes, macOS for 103. */
    private static final int MAX_BYTES = 100;

    private ShellSocket() {}

    /** Where the worker shall listen; what a killed worker left there is gone. The directory belongs to the user alone. */
    static Path prepare(Path run) throws IOException {
        clear(run);
        Path socket = run.resolve("shell.sock");
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
            return socket;
        }
        Path elsewhere = Files.createTempDirectory("penstock-").resolve("shell.sock");
        Files.writeString(run.resolve("shell.path"), elsewhere + "\n");
        return elsewhere;
    }

    /** Where the worker of this run directory listens, if one does. */
    public static Path locate(Path run) throws IOException {
        Path pointer = run.resolve("shell.path");
        return Files.exists(pointer) ? Path.of(Files.readString(pointer).strip()) : run.resolve("shell.sock");
    }

    /** Deletes the socket and what belongs to it. */
    static void clear(Path run) throws IOException {
        Path socket = locate(run);
        Files.deleteIfExists(socket);
        if (Files.deleteIfExists(run.resolve("shell.path"))) {
            Files.deleteIfExists(socket.toAbsolutePath().getParent());
        }
    }
}
