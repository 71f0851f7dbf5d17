package io.penstock.core.config.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Rules for response headers: {@code [set|add|setDate|addDate] name:value}, quoted where a rule holds a comma. */
final class ResponseHeadersRule implements ConfigDef.Validator {

    private static final Set<String> ACTIONS = Set.of("set", "add", "setdate", "adddate");

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (!(value instanceof String text) || text.isBlank()) {
            return;
        }
        for (String rule : split(text)) {
            check(name, rule.trim());
        }
    }

    private static void check(String name, String rule) {
        String[] words = rule.split("\\s+", 2);
        if (words.length != 2) {
            throw new ConfigException(name, rule, "A header rule reads: [action] [header name]:[header value]");
        }
        if (!ACTIONS.contains(words[0].toLowerCase(Locale.ROOT))) {
            throw new ConfigException(name, rule, "The action of a header rule is one of set, add, setDate, addDate");
        }
        int colon = words[1].indexOf(':');
        String header = colon < 0 ? "" : words[1].substring(0, colon).trim();
        if (header.isEmpty() || header.chars().anyMatch(Character::isWhitespace)) {
            throw new ConfigException(name, rule, "A header rule needs a header name without spaces before a colon");
        }
        if (words[1].substring(colon + 1).isBlank()) {
            throw new ConfigException(name, rule, "A header rule needs a value behind the colon");
        }
    }

    /** Splits at commas outside double quotes and drops the quotes. */
    private static List<String> split(String text) {
        List<String> rules = new ArrayList<>();
        StringBuilder rule = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                rules.add(rule.toString());
                rule.setLength(0);
            } else {
                rule.append(c);
            }
        }
        rules.add(rule.toString());
        return rules;
    }

    @Override
    public String toString() {
        return "Comma-separated header rules, where each header rule is of the form '[action] [header name]:[header"
                + " value]' and optionally surrounded by double quotes if any part of a header rule contains a comma";
    }
}
