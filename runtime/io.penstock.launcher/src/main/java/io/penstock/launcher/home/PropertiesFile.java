package io.penstock.launcher.home;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Reads a file in Java's properties format, and says where in it an error is. */
public final class PropertiesFile {
    private PropertiesFile() {}

    /** The properties; of a key that is there twice the last value, as in Apache's worker. */
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
        Map<String, String> properties = new HashMap<>();
        try {
            load(text).forEach((key, value) -> properties.put((String) key, (String) value));
        } catch (IllegalArgumentException e) {
            throw new LaunchException(
                    ExitCode.CONFIG_INVALID,
                    "The file " + file + " is wrong in line " + badLine(text) + ": " + e.getMessage(),
                    "A backslash stands for itself only when written twice",
                    e);
        }
        return properties;
    }

    /** The first line that the text cannot be read up to, counted from 1. */
    private static int badLine(String text) {
        String[] lines = text.split("\\r\\n|\\r|\\n", -1);
        StringBuilder start = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            try {
                load(start.append(lines[i]).append('\n').toString());
            } catch (IllegalArgumentException e) {
                return i + 1;
            }
        }
        return lines.length;
    }

    private static Properties load(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
