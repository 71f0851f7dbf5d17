package io.penstock.console.gogo.complete;

import io.penstock.console.gogo.config.ConnectorFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;

/** Directories and files that may hold a connector. */
final class FileNames {

    private FileNames() {}

    /** What the beginning of a file name may become. */
    static List<Candidate> of(Path directory, String word) {
        int slash = word.lastIndexOf('/') + 1;
        String parent = word.substring(0, slash);
        String start = word.substring(slash);
        List<Candidate> candidates = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve(parent))) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.startsWith(".") && !start.startsWith(".")) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    candidates.add(Candidates.beginning(parent + name + "/", null));
                } else if (ConnectorFile.hasKnownEnding(name)) {
                    candidates.add(Candidates.word(parent + name, null));
                }
            }
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
        return candidates;
    }
}
