package io.penstock.console.gogo.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The history's file: readable by its owner only, and without lines that look as if they held a secret. */
final class ShellHistory {

    private static final Logger LOG = LoggerFactory.getLogger(ShellHistory.class);
    private static final int LINES = 1_000;

    /** Patterns of JLine's {@code HISTORY_IGNORE}. I6: a secret is never stored. */
    private static final String SECRETS = "*[Pp]assword*:*PASSWORD*:*[Ss]ecret*:*SECRET*:*[Tt]oken*:*[Cc]redential*"
            + ":*passphrase*:*jaas.config*:*keystore.key*:*api.key*:*apikey*";

    private ShellHistory() {}

    /** The file for the sessions of this socket. */
    static Path file(Path socket) {
        return socket.resolveSibling(socket.getFileName() + ".history");
    }

    /** Lets the reader remember lines in the file; in memory when the file cannot be made. */
    static void configure(LineReaderBuilder reader, Path file) {
        reader.variable(LineReader.HISTORY_IGNORE, SECRETS)
                .variable(LineReader.HISTORY_SIZE, LINES)
                .variable(LineReader.HISTORY_FILE_SIZE, LINES)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.HISTORY_IGNORE_DUPS, true);
        if (make(file)) {
            reader.variable(LineReader.HISTORY_FILE, file);
        }
    }

    private static boolean make(Path file) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return true;
        } catch (FileAlreadyExistsException e) {
            return Files.isRegularFile(file);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("The shell's history is kept in memory only: {} cannot be made: {}", file, e.toString());
            return false;
        }
    }
}
