package io.penstock.console.gogo.dlq;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.LetterPage;
import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.ExitStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Letters as JSON lines in a file. */
final class LetterFile {

    private LetterFile() {}

    /**
     * Writes a new file, or none at all.
     *
     * @param pages brings the page at a cursor, the first one for null
     * @return how many letters there are in the file
     */
    static long write(Path file, Function<@Nullable String, LetterPage> pages) {
        boolean complete = false;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long written = write(out, pages);
            complete = true;
            return written;
        } catch (FileAlreadyExistsException e) {
            complete = true;
            throw CommandFailure.usage("File " + file + " exists already; name another one");
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.FAILED, "File " + file + " could not be written: " + e);
        } finally {
            if (!complete) {
                delete(file);
            }
        }
    }

    private static long write(OutputStream out, Function<@Nullable String, LetterPage> pages) throws IOException {
        ObjectMapper json = new ObjectMapper();
        long written = 0;
        String cursor = null;
        do {
            LetterPage page = pages.apply(cursor);
            for (DeadLetter letter : page.letters()) {
                out.write(json.writeValueAsBytes(Trees.of(letter)));
                out.write('\n');
                written++;
            }
            cursor = page.cursor();
        } while (cursor != null);
        return written;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED, "File " + file + " is not complete and cannot be deleted: " + e);
        }
    }
}
