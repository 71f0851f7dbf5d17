package io.penstock.itests.distribution.plugin.stumble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Where a task writes down what happened to it: the file of its configuration. */
final class Journal {

    private final Path file;

    Journal(Map<String, String> config) {
        file = Path.of(config.get("file"));
    }

    void write(String line) {
        try {
            Files.write(
                    file,
                    (line + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
