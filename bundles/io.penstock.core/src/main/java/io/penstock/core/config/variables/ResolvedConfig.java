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
import java.util.regex.Matcher;
import org.apache.kafka.common.config.ConfigTransformer;
import org.jspecify.annotations.Nullable;

/** A configuration with its variables resolved, which still knows where they were. Immutable; holds secrets (I6). */
public final class ResolvedConfig {

    private static final String RELOAD_ACTION = "config.action.reload";

    private final Map<String, @Nullable String> raw;
    private final Map<String, String> values;
    private final Set<String> variableKeys = new TreeSet<>();
    private final Set<String> unresolved = new TreeSet<>();
    private final Set<String> reloadKeys = new TreeSet<>();
    private final Secrets secrets;
    private @Nullable Long ttl;

    private ResolvedConfig(Map<String, @Nullable String> raw, Map<String, String> values, Map<String, Lookup> lookups) {
        this.raw = raw;
        this.values = Collections.unmodifiableMap(values);
        List<Variable> variables = new ArrayList<>();
        raw.forEach((key, text) -> {
            if (text != null) {
                variables.addAll(inspect(key, text, lookups));
            }
        });
        secrets = new Secrets(variables);
    }

    static ResolvedConfig of(
            Map<String, @Nullable String> raw, Map<String, String> values, Map<String, Lookup> lookups) {
        return new ResolvedConfig(Collections.unmodifiableMap(new HashMap<>(raw)), values, lookups);
    }

    /** A configuration that has no provider to ask; its values are as written. */
    public static ResolvedConfig unresolved(Map<String, String> raw) {
        return of(new HashMap<>(raw), new HashMap<>(raw), Map.of());
    }

    private List<Variable> inspect(String key, String text, Map<String, Lookup> lookups) {
        List<Variable> found = new ArrayList<>();
        Matcher matcher = ConfigTransformer.DEFAULT_PATTERN.matcher(text);
        while (matcher.find()) {
            Lookup lookup = lookups.get(matcher.group(1));
            String path = matcher.group(3) == null ? "" : matcher.group(3);
            String value = lookup == null ? null : lookup.value(path, matcher.group(4));
            if (lookup == null || value == null) {
                unresolved.add(matcher.group());
                continue;
            }
            found.add(new Variable(matcher.group(), value));
            expires(key, lookup.ttl(path));
        }
        if (!found.isEmpty()) {
            variableKeys.add(key);
            found.add(new Variable(text, String.valueOf(values.get(key))));
        }
        return found;
    }

    private void expires(String key, @Nullable Long after) {
        if (after == null) {
            return;
        }
        if (ttl == null || after < ttl) {
            ttl = after;
            reloadKeys.clear();
        }
        if (after.equals(ttl)) {
            reloadKeys.add(key);
        }
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
        return variableKeys.contains(key);
    }

    /** Variables that stand in the values as they were written: their provider or their key is not known. */
    public Set<String> unresolved() {
        return Collections.unmodifiableSet(unresolved);
    }

    /**
     * After how many ms the connector has to be restarted because a value expires; empty when none does or the
     * connector does not want it ({@code config.action.reload=none}).
     */
    public OptionalLong reloadAfterMs() {
        Long after = ttl;
        String action = values.get(RELOAD_ACTION);
        boolean ignored = action != null && action.trim().equalsIgnoreCase("none");
        return after == null || ignored ? OptionalLong.empty() : OptionalLong.of(after);
    }

    /** The keys whose values expire first. */
    public Set<String> reloadKeys() {
        return Collections.unmodifiableSet(reloadKeys);
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
