package io.penstock.core.config.variables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A configuration with its variables resolved, which still knows where they were. Immutable; holds secrets (I6). */
public final class ResolvedConfig {

    private static final String RELOAD_ACTION = "config.action.reload";

    private final Map<String, @Nullable String> raw;
    private final Map<String, String> values;
    private final Found found;
    private final Secrets secrets;

    private ResolvedConfig(Map<String, @Nullable String> raw, Map<String, String> values, Found found) {
        this.raw = Collections.unmodifiableMap(new HashMap<>(raw));
        this.values = Collections.unmodifiableMap(new HashMap<>(values));
        this.found = found;
        this.secrets = new Secrets(found.variables());
    }

    static ResolvedConfig of(
            Map<String, @Nullable String> raw, Map<String, String> values, Map<String, Lookup> lookups) {
        return new ResolvedConfig(raw, values, Found.by(lookups, raw, values));
    }

    /** Puts a configuration as written and as resolved together again; what single variables stand for is derived. */
    public static ResolvedConfig between(Map<String, String> raw, Map<String, String> values) {
        return new ResolvedConfig(new HashMap<>(raw), values, Found.comparing(raw, values));
    }

    /** All keys with what they stand for; a value is null where the configuration's is. */
    public Map<String, String> values() {
        return values;
    }

    /** The configuration as it was written. */
    public Map<String, @Nullable String> raw() {
        return raw;
    }

    /** Whether the value of a key came, in part or as a whole, from a variable. */
    public boolean isVariable(String key) {
        return found.keys().contains(key);
    }

    /** Variables that stand in the values as they were written: their provider or their key is not known. */
    public Set<String> unresolved() {
        return found.unresolved();
    }

    /**
     * After how many ms the connector has to be restarted because a value expires; empty when none does or the
     * connector does not want it ({@code config.action.reload=none}).
     */
    public OptionalLong reloadAfterMs() {
        Long after = found.ttlMs();
        return after == null || !restartsOnReload(values) ? OptionalLong.empty() : OptionalLong.of(after);
    }

    /** Whether a connector with this configuration is restarted when a value expires. */
    public static boolean restartsOnReload(Map<String, String> values) {
        String action = values.get(RELOAD_ACTION);
        return action == null || !action.trim().equalsIgnoreCase("none");
    }

    /** After how many ms the first value expires, negative when none does; says nothing of what the connector wants. */
    public long ttlMs() {
        Long after = found.ttlMs();
        return after == null ? -1 : after;
    }

    /** The keys whose values expire first. */
    public Set<String> reloadKeys() {
        return found.expiring();
    }

    /** The text with variables instead of the values that they stand for, fit for logs and answers (I6). */
    public String hide(String text) {
        return secrets.hide(text);
    }

    /** A message about one key, fit for logs and answers: Kafka's messages quote the whole value, however short (I6). */
    public String hideIn(String key, String message) {
        String written = raw.get(key);
        if (written == null || !isVariable(key)) {
            return hide(message);
        }
        String quoted = "Invalid value " + values.get(key) + " for";
        return hide(
                message.startsWith(quoted)
                        ? "Invalid value " + written + " for" + message.substring(quoted.length())
                        : message);
    }

    /**
     * Task configurations with variables instead of what they stand for, fit for storing (I6). A value that its
     * connector took over under the same key gets that key's variable back; a secret that appears under any other key, or
     * inside another value, is replaced by its own variable. Values that the connector made itself stay (other than in
     * Apache: {@code AbstractHerder.reverseTransform}, which knows keys only).
     */
    public List<Map<String, String>> restore(Collection<? extends Map<String, String>> taskConfigs) {
        List<Map<String, String>> restored = new ArrayList<>();
        for (Map<String, String> config : taskConfigs) {
            Map<String, String> copy = new HashMap<>(config);
            copy.replaceAll(this::restore);
            restored.add(copy);
        }
        return restored;
    }

    private @Nullable String restore(String key, @Nullable String value) {
        String written = raw.get(key);
        if (value == null || (written != null && value.equals(values.get(key)))) {
            return value == null ? null : written;
        }
        return secrets.hide(value);
    }

    /** Says which keys there are, never their values. */
    @Override
    public String toString() {
        return "ResolvedConfig" + new TreeSet<>(raw.keySet());
    }
}
