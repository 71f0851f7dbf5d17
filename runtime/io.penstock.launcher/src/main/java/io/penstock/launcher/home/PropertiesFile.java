package io.penstock.launcher.home;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Reads a file in Java's properties format, and says where in it an error is. */
public final class PropertiesFile {
    private PropertiesFile() {}

    /** The properties in the order of the file; of a key that is there twice the last value, as in Apache's worker. */
    public static Map<String, String> read(Path file) throws LaunchException {
        String text;
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a directory");
            }
            text = decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.CONFIG_INVALID,
                    "The file " + file + " cannot be read: " + Layout.reason(e),
                    "Check its name and permissions",
                    e);
        }
        return parse(file, text);
    }

    /** UTF-8; a file that is not takes the old way of properties files, Latin-1, in which Apache's worker reads them all. */
    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static Map<String, String> parse(Path file, String text) throws LaunchException {
        Map<String, String> properties = new LinkedHashMap<>();
        String[] lines = text.split("\\r\\n|\\r|\\n", -1);
        for (int first = 0, next; first < lines.length; first = next) {
            next = first + 1;
            StringBuilder logical = new StringBuilder(lines[first]).append('\n');
            while (!isComment(lines[first]) && isContinued(lines[next - 1]) && next < lines.length) {
                logical.append(lines[next++]).append('\n');
            }
            Properties one = new Properties();
            try {
                one.load(new StringReader(logical.toString()));
            } catch (IllegalArgumentException | IOException e) {
                throw new LaunchException(
                        ExitCode.CONFIG_INVALID,
                        "The file " + file + " is wrong in line " + (first + 1) + ": " + e.getMessage(),
                        "A backslash stands for itself only when written twice",
                        e);
            }
            one.stringPropertyNames().forEach(key -> properties.put(key, one.getProperty(key)));
        }
        return properties;
    }

    private static boolean isComment(String line) {
        String text = line.stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    private static boolean isContinued(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
