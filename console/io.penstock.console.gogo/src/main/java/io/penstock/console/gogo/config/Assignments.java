package io.penstock.console.gogo.config;

import io.penstock.console.gogo.access.CommandFailure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of a configuration as words: {@code key=value} sets a key, {@code key-} removes it. */
public final class Assignments {

    private Assignments() {}

    /** The changes in their order, a removed key with the value null. */
    public static Map<String, @Nullable String> changes(Collection<String> words) {
        Map<String, @Nullable String> changes = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                put(changes, word.substring(0, equals), word.substring(equals + 1));
            } else if (equals < 0 && word.length() > 1 && word.endsWith("-")) {
                put(changes, word.substring(0, word.length() - 1), null);
            } else {
                throw CommandFailure.usage("'" + word + "' is neither key=value nor key- (which removes the key)");
            }
        }
        return changes;
    }

    /** The settings of a connector that is new, where there is nothing to remove. */
    public static Map<String, @Nullable String> settings(List<String> words) {
        Map<String, @Nullable String> settings = changes(words);
        settings.forEach((key, value) -> {
            if (value == null) {
                throw CommandFailure.usage("'" + key + "-' removes a key, and a new connector has none to remove");
            }
        });
        return settings;
    }

    private static void put(Map<String, @Nullable String> changes, String key, @Nullable String value) {
        if (changes.containsKey(key)) {
            throw CommandFailure.usage("Key '" + key + "' is given twice");
        }
        changes.put(key, value);
    }
}
