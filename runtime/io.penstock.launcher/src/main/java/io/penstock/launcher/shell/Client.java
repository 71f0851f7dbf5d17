package io.penstock.launcher.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What the worker's console has to know about the one who asks.
 *
 * @param term type of the terminal
 * @param size of the terminal
 * @param terminal whether the output is for a person to look at; what goes to a file or a pipe is plain and not cut to a width
 * @param directory absolute; where files are that a command names
 */
record Client(String term, LocalTerminal.Size size, boolean terminal, Path directory) {
    /** The user of this process. */
    static Client current() {
        String term = System.getenv("TERM");
        return new Client(
                term == null ? "" : term,
                LocalTerminal.size(),
                LocalTerminal.isOutput(),
                Path.of("").toAbsolutePath());
    }

    /** The first line that is sent, with its line feed. */
    String header(String mode) {
        String type = term.replaceAll("[^A-Za-z0-9._+-]", "");
        return "penstock-shell 1 term=" + (type.isEmpty() ? "dumb" : type) + " cols=" + size.columns() + " rows="
                + size.rows() + (terminal ? " tty=true" : "") + " cwd=" + encode(directory) + " mode=" + mode + "\n";
    }

    /** Percent-encoded, so that it is one word in one line, whatever its name. */
    private static String encode(Path path) {
        return URLEncoder.encode(path.toString(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
