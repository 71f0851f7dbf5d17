package io.penstock.core.config.variables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigTransformer;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one configuration.
 *
 * @param variables those that were resolved, and whole values that contain some
 * @param keys the keys whose values contain a resolved variable
 * @param unresolved those that stay as they are written
 * @param ttlMs after how many ms the first of them expires, null when none does
 * @param expiring the keys whose values expire then
 */
record Found(
        List<Variable> variables,
        Set<String> keys,
        Set<String> unresolved,
        @Nullable Long ttlMs,
        Set<String> expiring) {

    /** Finds variables with what the providers said of them. */
    static Found by(Map<String, Lookup> lookups, Map<String, @Nullable String> raw, Map<String, String> values) {
        Collector collector = new Collector();
        raw.forEach((key, text) -> {
            if (text == null || !text.contains("${")) {
                return;
            }
            Matcher matcher = ConfigTransformer.DEFAULT_PATTERN.matcher(text);
            while (matcher.find()) {
                Lookup lookup = lookups.get(matcher.group(1));
                String path = matcher.group(3) == null ? "" : matcher.group(3);
                String value = lookup == null ? null : lookup.value(path, matcher.group(4));
                if (lookup == null || value == null) {
                    collector.unresolved.add(matcher.group());
                } else {
                    collector.resolved(key, matcher.group(), value);
                    collector.expires(key, lookup.ttl(path));
                }
            }
            collector.whole(key, text, values.get(key));
        });
        return collector.found();
    }

    /** Finds variables by comparing what is written with what it became. */
    static Found comparing(Map<String, String> raw, Map<String, String> values) {
        Collector collector = new Collector();
        raw.forEach((key, text) -> {
            String value = values.get(key);
            if (text == null || value == null || text.equals(value)) {
                return;
            }
            List<String> written = new ArrayList<>();
            Matcher parts = pattern(text, written).matcher(value);
            if (parts.matches()) {
                for (int i = 0; i < written.size(); i++) {
                    String part = parts.group(i + 1);
                    if (part != null && !part.equals(written.get(i))) {
                        collector.resolved(key, written.get(i), part);
                    }
                }
            }
            collector.whole(key, text, value);
        });
        return collector.found();
    }

    /** A pattern that has a group where the text has a variable. */
    private static Pattern pattern(String text, List<String> written) {
        StringBuilder pattern = new StringBuilder();
        Matcher matcher = ConfigTransformer.DEFAULT_PATTERN.matcher(text);
        int at = 0;
        while (matcher.find()) {
            pattern.append(Pattern.quote(text.substring(at, matcher.start()))).append("(.*)");
            written.add(matcher.group());
            at = matcher.end();
        }
        return Pattern.compile(pattern.append(Pattern.quote(text.substring(at))).toString(), Pattern.DOTALL);
    }

    /** Collects what becomes a {@link Found}. */
    private static final class Collector {

        private final List<Variable> variables = new ArrayList<>();
        private final Set<String> keys = new TreeSet<>();
        private final Set<String> unresolved = new TreeSet<>();
        private final Set<String> expiring = new TreeSet<>();
        private @Nullable Long ttlMs;

        void resolved(String key, String text, String value) {
            keys.add(key);
            variables.add(new Variable(text, value));
        }

        void whole(String key, String text, @Nullable String value) {
            if (keys.contains(key) && value != null) {
                variables.add(new Variable(text, value));
            }
        }

        void expires(String key, @Nullable Long after) {
            if (after == null) {
                return;
            }
            if (ttlMs == null || after < ttlMs) {
                ttlMs = after;
                expiring.clear();
            }
            if (after.equals(ttlMs)) {
                expiring.add(key);
            }
        }

        Found found() {
            return new Found(
                    List.copyOf(variables), Set.copyOf(keys), Set.copyOf(unresolved), ttlMs, Set.copyOf(expiring));
        }
    }
}
