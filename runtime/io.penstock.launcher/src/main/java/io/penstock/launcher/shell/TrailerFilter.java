package io.penstock.launcher.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passes the output of a command on, and keeps back its last line, which carries the exit code behind a NUL. A NUL in the output itself is
 * passed on as soon as what follows it is too long for that line. One thread.
 */
final class TrailerFilter {
    private static final Pattern TRAILER = Pattern.compile("\0exit=([0-9]{1,3})\n");
    private static final int MAX_LENGTH = "\0exit=255\n".length();

    private final OutputStream out;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    TrailerFilter(OutputStream out) {
        this.out = out;
    }

    void write(byte[] bytes, int length) throws IOException {
        held.write(bytes, 0, length);
        byte[] all = held.toByteArray();
        int keepFrom = all.length;
        for (int i = Math.max(0, all.length - MAX_LENGTH); i < all.length; i++) {
            if (all[i] == 0) {
                keepFrom = i;
                break;
            }
        }
        out.write(all, 0, keepFrom);
        out.flush();
        held.reset();
        held.write(all, keepFrom, all.length - keepFrom);
    }

    /** At the end of the stream: the exit code; empty when there was none, and everything is passed on. */
    OptionalInt finish() throws IOException {
        Matcher matcher = TRAILER.matcher(held.toString(StandardCharsets.US_ASCII));
        int nul = -1;
        int code = 0;
        while (matcher.find()) {
            if (matcher.end() == held.size()) {
                nul = matcher.start();
                code = Integer.parseInt(matcher.group(1));
            }
        }
        byte[] all = held.toByteArray();
        out.write(all, 0, nul < 0 ? all.length : nul);
        out.flush();
        return nul < 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }
}
