package io.penstock.console.gogo.shell;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** The socket's file: bound where nobody listens, readable by its owner only, removed in the end. */
final class SocketFile {

    private static final String KEY = "socket (io.penstock.shell)";

    private SocketFile() {}

    /** The path that a configuration gives; fails with a message that names it. */
    static Path path(String key, String value) {
        Path path;
        try {
            path = Path.of(value);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    key + " (io.penstock.shell) is '" + value + "', which is not a path: " + e.getReason(), e);
        }
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException(
                    key + " (io.penstock.shell) is '" + value + "' and must be an absolute path");
        }
        return path;
    }

    /** Listens. A socket file that nobody answers at any more is removed first; anything else is left alone. */
    static ServerSocketChannel bind(Path path) throws IOException {
        removeStale(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw new IOException(
                    "Cannot listen at " + KEY + " = " + path + ": " + e.getMessage()
                            + ". The directory must exist, and the path be shorter than about 100 bytes.",
                    e);
        }
    }

    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isOther()) {
            throw new IOException(KEY + " = " + path + " exists and is not a socket; remove it or name another path");
        }
        if (answers(path)) {
            throw new IOException(KEY + " = " + path + " is in use: another worker answers there");
        }
        Files.deleteIfExists(path);
    }

    private static boolean answers(Path path) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
