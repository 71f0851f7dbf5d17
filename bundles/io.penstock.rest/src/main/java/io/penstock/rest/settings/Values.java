package io.penstock.rest.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values of the worker file. */
final class Values {

    private Values() {}

    /** The trimmed value; null when the key is missing or has nothing but blanks. */
    static @Nullable String given(Map<String, String> worker, String key) {
        String value = worker.get(key);
        return value == null || value.isBlank() ? null : value.trim();
    }

    /** The items of a list separated by commas, without empty ones. */
    static List<String> list(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** A whole number between two others, both included. */
    static int number(Map<String, String> worker, String key, int otherwise, int least, int most) {
        String value = given(worker, key);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[0-9]{1,10}") || Long.parseLong(value) < least || Long.parseLong(value) > most) {
            throw StartException.invalid(
                    key,
                    value,
                    "not a whole number from " + least + " to " + most,
                    "Leave the key out for " + otherwise + ".");
        }
        return Integer.parseInt(value);
    }

    static boolean flag(Map<String, String> worker, String key) {
        String value = given(worker, key);
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (!value.equalsIgnoreCase("true")) {
            throw StartException.invalid(key, value, "neither true nor false", "Leave the key out for false.");
        }
        return true;
    }
}
