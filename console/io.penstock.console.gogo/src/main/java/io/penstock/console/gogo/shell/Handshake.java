package io.penstock.console.gogo.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client says first: {@code penstock-shell 1 term=xterm cols=80 rows=24 mode=interactive}, one line of UTF-8; in
 * the mode {@code command} a second line is the command line. Fields that are not known are passed over, so that newer
 * clients get along.
 *
 * <p>What a command prints may go to a file, so it is plain and not cut to a width, unless the client says {@code
 * tty=true}.
 *
 * @param term the terminal's type, {@code dumb} when there is none
 * @param columns its width, 0 when there is none
 * @param rows its height, 0 when there is none
 * @param command the command line, null in interactive mode
 * @param directory the client's directory ({@code cwd}, percent-encoded), when it says so
 */
record Handshake(
        String term, int columns, int rows, @Nullable String command, Optional<Path> directory) {

    private static final String MAGIC = "penstock-shell";
    private static final int MAX_HEADER = 8_192;
    private static final int MAX_COMMAND = 1 << 20;
    private static final int MAX_SIZE = 10_000;
    private static final Pattern TERM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

    /** Reads it; fails with a message for the client when it is something else. */
    static Handshake read(InputStream in) throws IOException {
        String[] words = line(in, MAX_HEADER).strip().split(" +", -1);
        if (words.length < 2 || !words[0].equals(MAGIC)) {
            throw new ProtocolException("this is the socket of a Penstock shell; connect with 'penstock shell'");
        }
        if (!words[1].equals("1")) {
            throw new ProtocolException("the worker speaks version 1 of the shell's protocol and the client version "
                    + words[1] + "; use the 'penstock shell' of the worker's own distribution");
        }
        Map<String, String> fields = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                fields.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        String mode = fields.getOrDefault("mode", "");
        String command =
                switch (mode) {
                    case "interactive" -> null;
                    case "command" -> line(in, MAX_COMMAND);
                    default -> throw new ProtocolException("mode is '" + mode + "' and must be interactive or command");
                };
        boolean terminal = command == null || fields.getOrDefault("tty", "").equals("true");
        String term = terminal ? fields.getOrDefault("term", "dumb") : "dumb";
        return new Handshake(
                TERM.matcher(term).matches() ? term : "dumb",
                terminal ? size(fields.get("cols")) : 0,
                terminal ? size(fields.get("rows")) : 0,
                command,
                directory(fields.get("cwd")));
    }

    private static String line(InputStream in, int limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new ProtocolException("the client closed before its header was complete");
            }
            if (line.size() == limit) {
                throw new ProtocolException("a header line is longer than " + limit + " bytes");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static int size(@Nullable String value) {
        try {
            return value == null ? 0 : Math.min(MAX_SIZE, Math.max(0, Integer.parseInt(value)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Optional<Path> directory(@Nullable String value) {
        try {
            return Optional.ofNullable(value)
                    .map(encoded -> Path.of(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8)))
                    .filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
