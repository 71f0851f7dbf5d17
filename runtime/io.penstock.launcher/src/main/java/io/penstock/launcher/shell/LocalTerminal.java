package io.penstock.launcher.shell;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The terminal that the user sits at. Its settings are the system's business, so stty is asked. */
final class LocalTerminal {
    private static final File DEVICE = new File("/dev/tty");

    private LocalTerminal() {}

    /** What the start script found out: whether both ends of this process are a terminal. */
    static boolean isInteractive() {
        return Boolean.getBoolean("penstock.tty.in") && isOutput();
    }

    /** Whether what this process prints is shown on a terminal. */
    static boolean isOutput() {
        return Boolean.getBoolean("penstock.tty.out");
    }

    /** Columns and rows; 80 and 24 where that is not known. */
    static Size size() {
        try {
            String[] words = stty("size").split(" ", -1);
            if (words.length == 2) {
                return new Size(Integer.parseInt(words[1]), Integer.parseInt(words[0])).orDefault();
            }
        } catch (IOException | NumberFormatException e) {
            // No terminal: the default does.
        }
        return new Size(0, 0).orDefault();
    }

    /** Passes every key on as it is typed, until the returned settings are {@linkplain #restore restored}. */
    static String raw() throws IOException {
        String settings = stty("-g");
        stty("raw", "-echo");
        return settings;
    }

    static void restore(String settings) throws IOException {
        stty(settings);
    }

    private static String stty(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectInput(DEVICE).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("stty " + String.join(" ", arguments) + ": " + errors.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for stty", e);
        }
        return output.strip();
    }

    /** Of a terminal, in characters. */
    record Size(int columns, int rows) {
        private Size orDefault() {
            return columns > 0 && rows > 0 ? this : new Size(80, 24);
        }
    }
}
