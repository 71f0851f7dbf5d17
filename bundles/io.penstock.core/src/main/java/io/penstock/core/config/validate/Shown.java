package io.penstock.core.config.validate;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Shows configurations of which nobody knows yet which keys are passwords (I6). */
final class Shown {

    private static final Pattern TELLTALE = Pattern.compile(
            "password|passwd|passphrase|secret|token|credential|jaas|api.?key|private", Pattern.CASE_INSENSITIVE);

    private Shown() {}

    /** The configuration as text, variables as they are written, values of keys that sound like secrets hidden. */
    static String config(Map<String, @Nullable String> raw) {
        Map<String, @Nullable String> shown = new TreeMap<>();
        raw.forEach((key, value) -> {
            boolean hidden = value != null && TELLTALE.matcher(key).find();
            shown.put(key, hidden ? Password.HIDDEN : value);
        });
        return shown.toString();
    }
}
