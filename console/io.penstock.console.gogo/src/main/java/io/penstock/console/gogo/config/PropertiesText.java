package io.penstock.console.gogo.config;

import java.util.Map;
import java.util.TreeMap;

/** A configuration as lines of a {@code .properties} file that can be read again. */
public final class PropertiesText {

    private PropertiesText() {}

    /** The lines, sorted by key. */
    public static String of(Map<String, String> config) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(config)
                .forEach((key, value) ->
                        text.append(key(key)).append('=').append(value(value)).append('\n'));
        return text.toString();
    }

    private static String key(String key) {
        return escape(key).replace("=", "\\=").replace(":", "\\:").replace(" ", "\\ ");
    }

    private static String value(String value) {
        String escaped = escape(value);
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\f", "\\f");
    }
}
