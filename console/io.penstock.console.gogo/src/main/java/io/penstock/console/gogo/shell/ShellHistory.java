package io.penstock.console.gogo.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The history, in a file that the configuration names: readable by its owner only, and without lines that look as if they held a secret. */
final class ShellHistory {

    private static final Logger LOG = LoggerFactory.getLogger(ShellHistory.class);
    private static final int LINES = 1_000;

    /** Patterns of JLine's {@code HISTORY_IGNORE}. I6: a secret is never stored. */
    private static final String SECRETS = "*[Pp]assword*:*PASSWORD*:*[Ss]ecret*:*SECRET*:*[Tt]oken*:*[Cc]redential*"
            + ":*passphrase*:*jaas.config*:*keystore.key*:*api.key*:*apikey*";

    private ShellHistory() {}

    /** Lets the reader remember lines in the file; in memory when there is none or it cannot be made. */
    static void configure(LineReaderBuilder reader, @Nullable Path file) {
        reader.variable(LineReader.HISTORY_IGNORE, SECRETS)
                .variable(LineReader.HISTORY_SIZE, LINES)
                .variable(LineReader.HISTORY_FILE_SIZE, LINES)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.HISTORY_IGNORE_DUPS, true);
        if (file != null && make(file)) {
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
